package org.hybridscheduler.caching.failover.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

/** The load on caches that are right and wrong on purpose: what it is to notice, it notices. */
class LoadTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Truth truth = new Truth(16);
    private final MapSubject subject = new MapSubject();

    private Load begin() {
        return Load.begin(truth, new Promises(16), subject, 4, 1);
    }

    @Test
    void rightCache_underLoad_isFoundRight() {
        try (Load load = begin()) {
            long start = System.nanoTime();
            Await.until("a thousand hits", LIMIT, () -> load.hits() > 1000);
            assertThat(load.end()).isTrue();
            assertThat(load.failures()).isEmpty();
            assertThat(load.stale()).isEmpty();
            Samples all = load.between(start, System.nanoTime());
            assertThat(all.count()).isGreaterThanOrEqualTo(1000);
            assertThat(all.max()).isGreaterThanOrEqualTo(all.quantile(0.5));
            assertThat(all.slowerThan(Duration.ofSeconds(10))).isZero();
        }
    }

    @Test
    void lostInvalidations_areNoticed() {
        try (Load load = begin()) {
            subject.deaf = true;
            Await.until("stale reads are noticed", LIMIT, () -> !load.stale().isEmpty());
        }
    }

    /** What a timed-out command does when a hung server goes on. */
    @Test
    void latePuts_areNoticed() {
        Map<String, Versioned> old = new ConcurrentHashMap<>();
        try (Load load = begin()) {
            Await.until("every row was put", LIMIT, () -> {
                subject.entries.forEach(old::putIfAbsent);
                return old.size() == truth.rows() && load.hits() > 500;
            });
            assertThat(load.stale()).isEmpty();
            Await.until("stale reads are noticed", LIMIT, () -> {
                subject.entries.putAll(old);
                return !load.stale().isEmpty();
            });
        }
    }

    @Test
    void entriesThatNeverExpire_showTheirAge() {
        try (Load load = begin()) {
            subject.deaf = true;
            Await.until("old values are noticed", LIMIT,
                    () -> load.oldest().compareTo(load.slowestPut().plusMillis(300)) > 0);
        }
    }

    @Test
    void failingAndSlowOperations_areNoticed() {
        try (Load load = begin()) {
            long start = System.nanoTime();
            subject.delay.set(Duration.ofMillis(50).toNanos());
            Await.until("slow operations are noticed", LIMIT, () -> {
                Samples all = load.between(start, System.nanoTime());
                return all.count() > 0 && all.slowerThan(Duration.ofMillis(40)) > 0;
            });
            subject.delay.set(0);
            assertThat(load.failures()).isEmpty();
            subject.failing = true;
            Await.until("failures are noticed", LIMIT, () -> !load.failures().isEmpty());
        }
    }

    private static final class MapSubject implements Subject {

        private final Map<String, Versioned> entries = new ConcurrentHashMap<>();
        private final AtomicLong delay = new AtomicLong();
        private volatile boolean deaf;
        private volatile boolean failing;

        @Override
        public Versioned get(String key) {
            if (failing) {
                throw new CacheException("told to fail");
            }
            if (delay.get() > 0) {
                Await.pass(Duration.ofNanos(delay.get()));
            }
            return entries.get(key);
        }

        @Override
        public void put(String key, Versioned value) {
            entries.put(key, value);
        }

        @Override
        public void remove(String key) {
            removeAll(Set.of(key));
        }

        @Override
        public void removeAll(Set<String> keys) {
            if (!deaf) {
                entries.keySet().removeAll(keys);
            }
        }

        @Override
        public void clear() {
            if (!deaf) {
                entries.clear();
            }
        }
    }
}
