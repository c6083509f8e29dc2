package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;
import org.hybridscheduler.caching.failover.spi.OperationRecorder;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** One node whose background work is done when a test says so, on the test's thread and by the test's clock. */
final class Node implements AutoCloseable {

    static final FailoverSettings SETTINGS = new FailoverSettings("test", Duration.ofMillis(150), 3,
            Duration.ofMillis(250), Duration.ofMillis(100), 2, Duration.ofSeconds(60), Duration.ZERO);
    static final StoreSettings CACHE = new StoreSettings("cache", new TextCodec(), Optional.empty());

    final FakeServer.Client primary;
    final FakeServer memory = new FakeServer();
    final FakeServer.Client fallback = memory.client("memory");
    final List<String> transitions = new ArrayList<>();
    final List<String> recorded = new ArrayList<>();
    volatile Runnable onTransition = () -> { };
    final FailoverStores stores;
    final Store store;
    private final AtomicLong nanos;
    private final Map<String, LongSupplier> steps = new HashMap<>();
    private boolean kicked;

    Node(String name, FakeServer server, AtomicLong nanos, AtomicLong ids) {
        this.nanos = nanos;
        this.primary = server.client("redis");
        primary.whileHanging = this::passTick;
        stores = make(name, ids);
        store = stores.open(CACHE);
    }

    private FailoverStores make(String name, AtomicLong ids) {
        return new FailoverStores(SETTINGS, () -> {
            primary.open("connect", CACHE);
            return primary;
        }, fallback, new FailoverListener() {
            @Override
            public OperationRecorder recorder(String cacheName, String backend) {
                return (operation, outcome, took) ->
                        recorded.add("%s %s %s %s".formatted(cacheName, backend, operation, outcome));
            }

            @Override
            public void transition(RoutingState from, RoutingState to, String cause, Duration spent) {
                transitions.add(from + ">" + to);
                onTransition.run();
                if (from == RoutingState.CLOSED) {
                    String unused = Generation.physicalName("cache", stores.snapshot().fallback().id());
                    assertThat(memory.texts(unused)).as("what an outage begins with").isEmpty();
                }
            }
        }, new Surroundings(() -> Instant.ofEpochMilli(nanos.get() / 1_000_000), nanos::get,
                () -> name + ids.incrementAndGet(), () -> 0, this::loop));
    }

    private Loop loop(String name, LongSupplier step) {
        steps.put(name, step);
        return new Loop() {
            @Override
            public void kick() {
                kicked = true;
            }

            @Override
            public void close() {
                // There is no thread.
            }
        };
    }

    /** The time until the watchdog's next tick passes, and it ticks. */
    void passTick() {
        nanos.addAndGet(Duration.ofMillis(10).toNanos());
        tick();
    }

    void tick() {
        steps.get("cache-watchdog").getAsLong();
    }

    /** The prober looks. */
    void look() {
        kicked = false;
        steps.get("cache-prober").getAsLong();
    }

    void sweep() {
        steps.get("cache-sweeper").getAsLong();
    }

    boolean kicked() {
        return kicked;
    }

    Snapshot snapshot() {
        return stores.snapshot();
    }

    RoutingState state() {
        return stores.status().state();
    }

    Node looked(int times) {
        for (int i = 0; i < times; i++) {
            nanos.addAndGet(SETTINGS.heartbeat().toNanos());
            look();
        }
        return this;
    }

    /** Puts whatever was there before. */
    void put(String key, String text) {
        while (true) {
            StoredEntry found = store.getForUpdate(key);
            StoredEntry next = StoredEntry.of(text, StoredEntry.NEVER);
            if (found == null ? store.create(key, next) : store.replace(key, found, next)) {
                return;
            }
        }
    }

    void remove(String key) {
        while (true) {
            StoredEntry found = store.getForUpdate(key);
            if (found == null || store.remove(key, found)) {
                return;
            }
        }
    }

    String get(String key) {
        StoredEntry found = store.get(key);
        return found == null ? null : found.value().toString();
    }

    @Override
    public void close() {
        stores.close();
    }
}
