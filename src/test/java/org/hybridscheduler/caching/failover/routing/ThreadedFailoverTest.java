package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hybridscheduler.caching.failover.routing.FakeServer.Fault;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With real threads and time. Bounds on time are wide, since the machine may be busy; those on counts are not. */
@Timeout(60)
class ThreadedFailoverTest {

    private static final int CALLERS = 64;
    private static final StoredEntry ENTRY = StoredEntry.of("v", StoredEntry.NEVER);

    private final FakeServer.Client primary = new FakeServer().client("redis");
    private final FakeServer.Client fallback = new FakeServer().client("memory");
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private FailoverStores stores;

    private Store start(Duration probe) {
        FailoverSettings settings = new FailoverSettings("test", Duration.ofMillis(150), 3, Duration.ofMillis(250),
                probe, 1, Duration.ofMinutes(1), Duration.ofSeconds(20));
        stores = new FailoverStores(settings, () -> primary, fallback, FailoverListener.NONE, Clock.systemUTC());
        assertThat(stores.status().state()).isEqualTo(RoutingState.CLOSED);
        return stores.open(Node.CACHE);
    }

    @AfterEach
    void stop() {
        stores.close();
        callers.shutdownNow();
    }

    private <T> List<T> all(Callable<T> work) throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            futures.add(callers.submit(() -> {
                go.await();
                return work.call();
            }));
        }
        go.countDown();
        List<T> results = new ArrayList<>();
        for (Future<T> each : futures) {
            results.add(each.get(20, TimeUnit.SECONDS));
        }
        return results;
    }

    private void await(RoutingState state) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (stores.status().state() != state && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(stores.status().state()).isEqualTo(state);
    }

    @Test
    void reads_onAHangingPrimary_allReturnAndNobodyTouchesItAfterwards() throws Exception {
        Store store = start(Duration.ofSeconds(30));
        store.create("k", ENTRY);
        primary.fault = Fault.HANG;

        assertThat(all(() -> store.get("k") == null && !Thread.currentThread().isInterrupted())).containsOnly(true);
        await(RoutingState.OPEN);
        int touched = primary.touched.get();

        assertThat(all(() -> {
            store.create("k", ENTRY);
            return store.get("k") != null;
        })).containsOnly(true);
        assertThat(primary.touched).hasValue(touched);
        assertThat(stores.status().failovers()).isEqualTo(1);
    }

    @Test
    void writes_onAHangingPrimary_allReturnAndExactlyOneCreates() throws Exception {
        Store store = start(Duration.ofSeconds(30));
        primary.fault = Fault.LOSE_ANSWER;

        assertThat(all(() -> store.create("k", ENTRY))).containsOnlyOnce(true);
        assertThat(store.get("k")).isEqualTo(ENTRY);
        await(RoutingState.OPEN);
    }

    @Test
    void primary_comingBackUnderLoad_servesAgainWithNothingFromBefore() throws Exception {
        Store store = start(Duration.ofMillis(20));
        store.create("old", ENTRY);
        String before = stores.status().generation();
        primary.fault = Fault.REFUSE;
        all(() -> store.get("old"));
        await(RoutingState.OPEN);

        Future<List<StoredEntry>> load = callers.submit(() -> all(() -> {
            StoredEntry seen = null;
            for (int i = 0; i < 200; i++) {
                store.create("k" + i, ENTRY);
                seen = store.get("old");
            }
            return seen;
        }));
        primary.fault = Fault.NONE;
        await(RoutingState.CLOSED);

        assertThat(load.get(30, TimeUnit.SECONDS)).containsOnlyNulls();
        assertThat(store.get("old")).isNull();
        BackendStatus status = stores.status();
        assertThat(status.generation()).isNotEqualTo(before);
        assertThat(status.timeIn()).containsOnlyKeys(RoutingState.values());
    }

    @Test
    void close_endsItsThreads() {
        start(Duration.ofMillis(20));
        stores.close();

        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .doesNotContain("cache-prober", "cache-watchdog", "cache-sweeper");
    }
}
