package org.hybridscheduler.caching.failover.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.processor.EntryProcessorException;
import javax.management.ObjectName;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.CacheInspection;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.junit.jupiter.api.Test;

class FailoverCacheTest {

    private static final javax.cache.expiry.Duration SECOND =
            new javax.cache.expiry.Duration(TimeUnit.SECONDS, 1);

    private final MapStores stores = new MapStores();
    private final AtomicLong millis = new AtomicLong(1_000);
    private final Node node = Node.alone(stores);

    @Test
    void invoke_byThreadsOfTwoNodes_losesNoUpdate() throws Exception {
        Cache<String, Integer> one = node("one").cache(new MutableConfiguration<>());
        Cache<String, Integer> other = node("other").cache(new MutableConfiguration<>());

        concurrently(8, thread -> {
            for (int i = 0; i < 250; i++) {
                (thread % 2 == 0 ? one : other).invoke("k", (entry, arguments) -> {
                    entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
                    return null;
                });
            }
            return null;
        });

        assertThat(one.get("k")).isEqualTo(2_000);
    }

    @Test
    void invoke_byThreadsOfOneNode_runsEachProcessorOnce() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch allAsk = new CountDownLatch(4);
        Cache<String, Integer> cache = node.cache(new MutableConfiguration<>());

        concurrently(4, thread -> {
            allAsk.countDown();
            return cache.invoke("k", (entry, arguments) -> {
                await(allAsk);
                runs.incrementAndGet();
                entry.setValue(thread);
                return null;
            });
        });

        assertThat(runs).hasValue(4);
    }

    @Test
    void invoke_insideInvokeOfAnotherKey_endsWhateverTheOrder() throws Exception {
        Cache<String, Integer> cache = node.cache(new MutableConfiguration<>());
        CountDownLatch bothInside = new CountDownLatch(2);

        concurrently(2, thread -> cache.invoke(thread == 0 ? "a" : "b", (outer, arguments) -> {
            bothInside.countDown();
            await(bothInside);
            cache.invoke(thread == 0 ? "b" : "a", (inner, none) -> {
                inner.setValue(thread);
                return null;
            });
            return null;
        }));

        assertThat(cache.containsKey("a")).isTrue();
        assertThat(cache.containsKey("b")).isTrue();
    }

    @Test
    void get_ofAMissingKeyByManyThreads_loadsOnce() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch allAsk = new CountDownLatch(16);
        Cache<String, String> cache = node.cache(loading(key -> {
            await(allAsk);
            return "loaded " + loads.incrementAndGet();
        }));

        List<String> values = concurrently(16, thread -> {
            allAsk.countDown();
            return cache.get("k");
        });

        assertThat(values).containsOnly("loaded 1");
        assertThat(loads).hasValue(1);
    }

    @Test
    void get_whoseLoaderFails_throwsWhatItThrewAndKeepsNothing() {
        Cache<String, String> cache = node.cache(loading(key -> {
            throw new IllegalStateException("the database is away");
        }));

        assertThatExceptionOfType(CacheLoaderException.class).isThrownBy(() -> cache.get("k"))
                .withRootCauseInstanceOf(IllegalStateException.class).withMessageContaining("the database is away");
        assertThat(cache.containsKey("k")).isFalse();
        assertThat(node.recorded()).containsExactly("map GET ERROR");
    }

    @Test
    void invoke_whoseProcessorFails_throwsItsExceptionAndChangesNothing() {
        Cache<String, String> cache = node.cache(new MutableConfiguration<>());

        assertThatExceptionOfType(EntryProcessorException.class).isThrownBy(() -> cache.invoke("k", (entry, none) -> {
            entry.setValue("half");
            throw new IllegalStateException("no");
        })).withCauseInstanceOf(IllegalStateException.class);
        assertThat(cache.containsKey("k")).isFalse();
    }

    @Test
    void undecodableEntry_isAMiss_andIsOverwrittenWithoutAnEvent() {
        Cache<String, String> cache = node.cache(new MutableConfiguration<String, String>());
        List<Object> expired = new ArrayList<>();
        cache.registerCacheEntryListener(new MutableCacheEntryListenerConfiguration<>(
                () -> (CacheEntryExpiredListener<String, String>) events -> events.forEach(expired::add), null, true,
                true));
        stores.entries("things").put("s:read", StoredEntry.undecodable(new byte[] {1}));
        stores.entries("things").put("s:written", StoredEntry.undecodable(new byte[] {1}));

        assertThat(cache.get("read")).isNull();
        assertThat(cache.putIfAbsent("written", "v")).isTrue();
        assertThat(cache.get("written")).isEqualTo("v");
        assertThat(stores.entries("things")).containsOnlyKeys("s:written");
        assertThat(expired).isEmpty();
        assertThat(node.recorded()).startsWith("map GET MISS");
    }

    @Test
    void undecodableKey_isLeftOutByIteratorAndRemoval() {
        Cache<String, String> cache = node.cache(new MutableConfiguration<String, String>()
                .setStatisticsEnabled(true));
        cache.put("k", "v");
        stores.entries("things").put("odd", StoredEntry.of("v", StoredEntry.NEVER));

        assertThat(cache).extracting(Cache.Entry::getKey).containsExactly("k");
        cache.removeAll();
        assertThat(stores.entries("things")).containsOnlyKeys("odd");
        node.manager().close();
    }

    @Test
    void expiry_ofEachPolicy_followsTheClock() {
        Cache<String, String> created = node.cache(new MutableConfiguration<String, String>()
                .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(SECOND)));
        created.put("k", "v");
        node.pass(Duration.ofMillis(999));
        created.put("k", "w");
        assertThat(created.get("k")).isEqualTo("w");
        node.pass(Duration.ofMillis(1));
        assertThat(created.get("k")).isNull();
        node.manager().destroyCache("things");

        Cache<String, String> modified = node.cache(new MutableConfiguration<String, String>()
                .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(SECOND)));
        modified.put("k", "v");
        node.pass(Duration.ofMillis(999));
        modified.replace("k", "w");
        node.pass(Duration.ofMillis(999));
        assertThat(modified.get("k")).isEqualTo("w");
        node.pass(Duration.ofMillis(1));
        assertThat(modified.containsKey("k")).isFalse();
        node.manager().destroyCache("things");

        Cache<String, String> touched = node.cache(new MutableConfiguration<String, String>()
                .setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(SECOND)));
        touched.put("k", "v");
        for (int i = 0; i < 3; i++) {
            node.pass(Duration.ofMillis(999));
            assertThat(touched.getAll(Set.of("k"))).isEqualTo(Map.of("k", "v"));
        }
        node.pass(Duration.ofMillis(1000));
        assertThat(touched.get("k")).isNull();
    }

    @Test
    void expiredEntry_whenMet_isRemovedAndToldOf() {
        Cache<String, String> cache = node.cache(new MutableConfiguration<String, String>()
                .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(SECOND)));
        List<String> expired = new ArrayList<>();
        cache.registerCacheEntryListener(new MutableCacheEntryListenerConfiguration<>(
                () -> (CacheEntryExpiredListener<String, String>) events ->
                        events.forEach(event -> expired.add(event.getKey() + " " + event.getOldValue())),
                null, true, true));
        cache.put("k", "v");
        node.pass(Duration.ofSeconds(1));

        assertThat(cache.get("k")).isNull();
        assertThat(expired).containsExactly("k v");
        assertThat(stores.entries("things")).isEmpty();
    }

    @Test
    void entryThatIsNotEqualToItself_failsToBeReplacedInsteadOfForEver() {
        Cache<String, Object> cache = node.cache(new MutableConfiguration<>());
        cache.put("k", "v");
        stores.afterRead(key -> stores.entries("things").put("s:k", StoredEntry.of(new Object(), StoredEntry.NEVER)));

        assertThatThrownBy(() -> cache.put("k", "w")).isInstanceOf(CacheException.class)
                .hasMessageContaining("equals()");
    }

    @Test
    void failureOfTheStore_passesThrough_andIsRecordedOnce() {
        Cache<String, String> cache = node.cache(new MutableConfiguration<>());
        stores.failWith(new CacheException("away"));

        assertThatThrownBy(() -> cache.get("k")).hasMessage("away");
        assertThatThrownBy(() -> cache.put("k", "v")).hasMessage("away");
        assertThatThrownBy(() -> cache.remove("k")).hasMessage("away");
        assertThat(node.recorded()).containsExactly("map GET ERROR", "map SET ERROR", "map DELETE ERROR");
    }

    @Test
    void eachOperation_isRecordedOnce() {
        Cache<String, String> cache = node.cache(new MutableConfiguration<>());
        cache.put("a", "1");
        cache.get("a");
        cache.get("b");
        cache.getAll(Set.of("a", "b"));
        cache.remove("a");
        cache.clear();
        cache.removeAll();

        assertThat(node.recorded()).containsExactly("map SET SUCCESS", "map GET HIT", "map GET MISS", "map GET HIT",
                "map GET MISS", "map DELETE SUCCESS", "map INVALIDATE SUCCESS", "map INVALIDATE SUCCESS");
    }

    @Test
    void purge_emptiesAndTellsHowManyThereWere() {
        Cache<String, String> cache = node.cache(new MutableConfiguration<>());
        cache.put("a", "1");
        cache.put("b", "2");
        CacheInspection inspection = cache.unwrap(CacheInspection.class);

        assertThat(inspection.size()).hasValue(2);
        assertThat(inspection.purge()).isEqualTo(2);
        assertThat(cache).isEmpty();
        assertThat(inspection.backend()).isEqualTo("map");
        assertThat(inspection.evictions()).isEmpty();
        assertThat(inspection.nearSize()).isEmpty();
        assertThat(node.recorded()).endsWith("map INVALIDATE SUCCESS");
        assertThat(node.wire().sent()).extracting(message -> message.key()).containsOnlyNulls().hasSize(1);
    }

    /** A listener whose queue a fault had ended heard nothing more, while what it was to hear gathered. */
    @Test
    void asynchronousListener_whoseTellingEndsInAnError_hearsOfWhatComesNext() throws Exception {
        CountDownLatch heard = new CountDownLatch(2);
        Cache<String, String> cache = node.cache(new MutableConfiguration<>());
        cache.registerCacheEntryListener(new MutableCacheEntryListenerConfiguration<>(
                () -> (CacheEntryCreatedListener<String, String>) events -> {
                    heard.countDown();
                    throw new AssertionError("of the listener");
                }, null, false, false));

        cache.put("a", "1");
        cache.put("b", "2");

        assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        node.manager().close();
    }

    @Test
    void loadAll_whoseLoaderEndsInAnError_tellsItsListener() {
        CompletionListenerFuture loaded = new CompletionListenerFuture();
        Cache<String, String> cache = node.cache(loading(key -> "v").setCacheLoaderFactory(() -> new CacheLoader<>() {
            @Override
            public String load(String key) {
                throw new StackOverflowError("of the loader");
            }

            @Override
            public Map<String, String> loadAll(Iterable<? extends String> keys) {
                throw new StackOverflowError("of the loader");
            }
        }));

        cache.loadAll(Set.of("k"), true, loaded);

        assertThatThrownBy(() -> loaded.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(StackOverflowError.class);
        node.manager().close();
    }

    @Test
    void statistics_whenCleared_beginAtZero_evictionsToo() {
        AtomicLong evicted = new AtomicLong(7);
        Statistics statistics = new Statistics(evicted::get);
        assertThat(statistics.getCacheEvictions()).isEqualTo(7);

        statistics.clear();
        assertThat(statistics.getCacheEvictions()).isZero();
        evicted.set(9);
        assertThat(statistics.getCacheEvictions()).isEqualTo(2);
        // Another backend serves, which counts anew.
        evicted.set(1);
        assertThat(statistics.getCacheEvictions()).isEqualTo(1);
    }

    /** Enabled through the manager while the cache closes, a bean stayed, and with it the application's classes. */
    @Test
    void bean_registeredAfterItsCacheWasClosed_isNotRegistered() throws Exception {
        FailoverCache<String, String> cache =
                (FailoverCache<String, String>) node.<String>cache(new MutableConfiguration<String, String>());
        cache.close();
        cache.enableManagement(true);
        cache.enableStatistics(true);

        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(
                new ObjectName("javax.cache:*,Cache=things"), null)).isEmpty();
    }

    @Test
    void twoManagers_overOneStore_seeEachOther() {
        Node one = node("one");
        Node other = node("other");
        Cache<String, String> here = one.cache(new MutableConfiguration<>());
        Cache<String, String> there = other.cache(new MutableConfiguration<>());

        here.put("k", "v");
        assertThat(there.get("k")).isEqualTo("v");
        one.manager().close();
        assertThat(here.isClosed()).isTrue();
        assertThat(there.get("k")).isEqualTo("v");
        assertThatThrownBy(() -> here.get("k")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("things is closed");
    }

    @Test
    void unwrap_ofTheManager_givesTheStatusOfTheBackends() {
        assertThat(node.manager().unwrap(BackendStatus.class).serving()).isEqualTo("map");
        assertThatThrownBy(() -> node.manager().unwrap(String.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void createCache_ofWhatIsNotSupported_fails() {
        assertThatThrownBy(() -> node.cache(new MutableConfiguration<String, String>().setStoreByValue(false)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> node.cache(new MutableConfiguration<String, String>().setReadThrough(true)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("loader");
    }

    private Node node(String name) {
        return new Node(name, stores, millis, new Node.Wire(), false);
    }

    private static MutableConfiguration<String, String> loading(java.util.function.UnaryOperator<String> load) {
        return new MutableConfiguration<String, String>().setReadThrough(true).setCacheLoaderFactory(() ->
                new CacheLoader<String, String>() {
                    @Override
                    public String load(String key) {
                        return load.apply(key);
                    }

                    @Override
                    public Map<String, String> loadAll(Iterable<? extends String> keys) {
                        throw new UnsupportedOperationException();
                    }
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What threads that begin together answered. */
    private static <T> List<T> concurrently(int threads, java.util.function.IntFunction<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                tasks.add(() -> {
                    start.await();
                    return work.apply(thread);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : pool.invokeAll(tasks, 1, TimeUnit.MINUTES)) {
                results.add(each.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
