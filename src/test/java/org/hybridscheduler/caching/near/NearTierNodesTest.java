package org.hybridscheduler.caching.near;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.hybridscheduler.caching.failover.FailoverCachingProvider;
import org.hybridscheduler.caching.failover.jcache.Environment;
import org.hybridscheduler.caching.failover.jcache.FailoverCacheManager;
import org.hybridscheduler.caching.failover.jcache.NearTiers;
import org.hybridscheduler.caching.failover.spi.CacheInspection;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.hybridscheduler.caching.failover.storage.SerializedCodec;
import org.hybridscheduler.caching.failover.storage.SingleStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes with near tiers over one store: what one of them changes, the other must not go on serving. */
class NearTierNodesTest {

    private static final long START = 1_795_432_953_000L;
    private static final int TTL_SECONDS = 10;

    private final AtomicLong now = new AtomicLong(START);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final MapBackend shared = new MapBackend();
    private final MessageHub hub = new MessageHub();
    private final Node here = new Node("here");
    private final Node there = new Node("there");

    private final class Node {

        private final FailoverListener listener;
        private final CacheManager manager;
        private final Cache<String, String> cache;

        Node(String name) {
            NearTiers tiers = new NearTiers(name, new CaffeineNearTiers(Map.of("cache", 100), clock), hub.channel());
            listener = tiers.before(FailoverListener.NONE);
            Environment environment = new Environment(new SingleStores(shared, clock),
                    (configuration, loader) -> new SerializedCodec(loader), listener, tiers, clock, System::nanoTime);
            manager = new FailoverCacheManager(new FailoverCachingProvider(), URI.create("near:" + name),
                    getClass().getClassLoader(), new Properties(), environment, closed -> { });
            cache = manager.createCache("cache", new MutableConfiguration<String, String>()
                    .setTypes(String.class, String.class).setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(
                            new javax.cache.expiry.Duration(TimeUnit.SECONDS, TTL_SECONDS))));
        }

        /** A read that must not ask the store. */
        String near(String key) {
            long before = shared.reads();
            String value = cache.get(key);
            assertThat(shared.reads()).as("asked the store for %s", key).isEqualTo(before);
            return value;
        }

        /** A read that must ask the store. */
        String far(String key) {
            long before = shared.reads();
            String value = cache.get(key);
            assertThat(shared.reads()).as("asked memory for %s", key).isGreaterThan(before);
            return value;
        }
    }

    private void bothHold(String key, String value) {
        here.cache.put(key, value);
        assertThat(here.far(key)).isEqualTo(value);
        assertThat(there.far(key)).isEqualTo(value);
        assertThat(here.near(key)).isEqualTo(value);
        assertThat(there.near(key)).isEqualTo(value);
    }

    @AfterEach
    void close() {
        here.manager.close();
        there.manager.close();
    }

    static Stream<Arguments> changes() {
        return Stream.of(change("put", "new", cache -> cache.put("a", "new")),
                change("getAndPut", "new", cache -> cache.getAndPut("a", "new")),
                change("putAll", "new", cache -> cache.putAll(Map.of("a", "new"))),
                change("replace", "new", cache -> cache.replace("a", "new")),
                change("replace(old)", "new", cache -> cache.replace("a", "old", "new")),
                change("getAndReplace", "new", cache -> cache.getAndReplace("a", "new")),
                change("invoke", "new", cache -> cache.invoke("a", (entry, arguments) -> {
                    entry.setValue("new");
                    return null;
                })),
                change("remove", null, cache -> cache.remove("a")),
                change("remove(old)", null, cache -> cache.remove("a", "old")),
                change("getAndRemove", null, cache -> cache.getAndRemove("a")),
                change("removeAll(keys)", null, cache -> cache.removeAll(Set.of("a"))),
                change("removeAll", null, Cache::removeAll),
                change("clear", null, Cache::clear),
                change("purge", null, cache -> cache.unwrap(CacheInspection.class).purge()));
    }

    private static Arguments change(String name, String after, Consumer<Cache<String, String>> step) {
        return Arguments.of(name, after, step);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void get_afterAChangeOnEitherNode_isTheNewValueOnBoth(String name, String after,
                                                          Consumer<Cache<String, String>> change) {
        bothHold("a", "old");
        change.accept(here.cache);
        assertThat(here.cache.get("a")).isEqualTo(after);
        assertThat(there.cache.get("a")).isEqualTo(after);

        bothHold("a", "old");
        change.accept(there.cache);
        assertThat(here.cache.get("a")).isEqualTo(after);
        assertThat(there.cache.get("a")).isEqualTo(after);
    }

    @Test
    void get_otherKeyChanged_staysInMemory() {
        bothHold("a", "old");
        there.cache.put("b", "other");
        assertThat(here.near("a")).isEqualTo("old");
    }

    @Test
    void get_pastItsDeadlineWithoutAnyMessage_isAMissOnBoth() {
        bothHold("a", "old");
        hub.cut();
        now.addAndGet(Duration.ofSeconds(TTL_SECONDS).toMillis() - 1);
        assertThat(there.near("a")).isEqualTo("old");
        now.incrementAndGet();
        assertThat(here.far("a")).isNull();
        assertThat(there.far("a")).isNull();
    }

    @Test
    void doubt_messagesLost_dropsTheTier() {
        bothHold("a", "old");
        hub.cut();
        here.cache.put("a", "new");
        assertThat(there.near("a")).as("what this test is about: a lost message").isEqualTo("old");
        hub.mend();
        assertThat(there.far("a")).isEqualTo("new");
    }

    @Test
    void transition_ofTheBreaker_dropsTheTier() {
        bothHold("a", "old");
        there.listener.transition(RoutingState.CLOSED, RoutingState.OPEN, "test", Duration.ZERO);
        assertThat(there.far("a")).isEqualTo("old");
        assertThat(here.near("a")).isEqualTo("old");
    }

    /** One node counts up and both read: once a change has returned, nobody may see what was before it. */
    @Test
    @Timeout(120)
    void get_changesUnderWay_neverGoesBackBehindAFinishedChange() throws Exception {
        AtomicLong finished = new AtomicLong();
        here.cache.put("a", "0");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                for (long version = 1; version <= 20_000; version++) {
                    here.cache.put("a", Long.toString(version));
                    finished.set(version);
                }
            }, threads);
            CompletableFuture<Void> readingHere =
                    CompletableFuture.runAsync(() -> read(here, writing, finished), threads);
            CompletableFuture<Void> readingThere =
                    CompletableFuture.runAsync(() -> read(there, writing, finished), threads);
            CompletableFuture.allOf(writing, readingHere, readingThere).get(110, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void read(Node node, CompletableFuture<Void> writing, AtomicLong finished) {
        while (!writing.isDone()) {
            long before = finished.get();
            assertThat(Long.parseLong(node.cache.get("a"))).isGreaterThanOrEqualTo(before);
        }
    }
}
