package org.hybridscheduler.bench;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hybridscheduler.caching.failover.spi.NearTier;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.near.CaffeineNearTiers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A hit in the near tier beside a hit in plain Caffeine; what a change costs: to forget a key, and to keep it anew. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class NearTierBenchmark {

    private static final String KEY = "training_data_latest_1000";
    private static final int ENTRIES = 1000;
    private static final StoredEntry ENTRY = StoredEntry.of(new Object(),
            InstantSource.system().millis() + Duration.ofDays(1).toMillis());

    private NearTier tier;
    private Cache<String, StoredEntry> caffeine;

    @Setup
    public void fill() {
        tier = new CaffeineNearTiers(Map.of("cache", ENTRIES), InstantSource.system()).tier("cache");
        caffeine = Caffeine.newBuilder().maximumSize(ENTRIES).expireAfterWrite(Duration.ofDays(1)).build();
        for (int i = 0; i < ENTRIES - 1; i++) {
            tier.keep("key" + i, ENTRY, tier.stamp());
            caffeine.put("key" + i, ENTRY);
        }
        tier.keep(KEY, ENTRY, tier.stamp());
        caffeine.put(KEY, ENTRY);
        if (tier.get(KEY) == null || caffeine.getIfPresent(KEY) == null) {
            throw new IllegalStateException("%s is not held. Maybe it was evicted?".formatted(KEY));
        }
    }

    @Benchmark
    public StoredEntry nearHit() {
        return tier.get(KEY);
    }

    @Benchmark
    public StoredEntry caffeineHit() {
        return caffeine.getIfPresent(KEY);
    }

    @Benchmark
    public void forgetAndKeep() {
        tier.forget(KEY);
        tier.keep(KEY, ENTRY, tier.stamp());
    }
}
