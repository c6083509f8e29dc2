package org.hybridscheduler.bench;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code Cache.get} of an entry that is there: asked of the product itself, and through the failover provider, from one
 * client and one member in one JVM, so that both meet the same noise; and plain Caffeine, for what memory allows.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FailoverCacheBenchmark {

    private static final String KEY = "training_data_latest_1000";

    /** Characters of the value, one byte each. */
    @Param({"300", "150000"})
    private int size;

    private Products products;
    private Cache<String, byte[]> bareRedis;
    private Cache<String, String> bareHazelcast;
    private Cache<String, String> redis;
    private Cache<String, String> hazelcast;
    private Cache<String, String> near;
    private com.github.benmanes.caffeine.cache.Cache<String, String> caffeine;

    @Setup
    public void start() {
        products = new Products();
        String value = "x".repeat(size);
        bareRedis = products.bareRedis();
        bareRedis.put(KEY, value.getBytes(StandardCharsets.ISO_8859_1));
        bareHazelcast = filled(products.bareHazelcast(), value);
        redis = filled(products.throughFailover(true, false), value);
        hazelcast = filled(products.throughFailover(false, false), value);
        near = filled(products.throughFailover(true, true), value);
        caffeine = Caffeine.newBuilder().maximumSize(1000).build();
        caffeine.put(KEY, value);
    }

    private static Cache<String, String> filled(Cache<String, String> cache, String value) {
        cache.put(KEY, value);
        if (!value.equals(cache.get(KEY))) {
            throw new IllegalStateException("%s does not hold what was put".formatted(cache.getName()));
        }
        return cache;
    }

    private static String hit(String value) {
        if (value == null) {
            throw new IllegalStateException("%s is not there. Maybe the caches were emptied?".formatted(KEY));
        }
        return value;
    }

    @TearDown
    public void stop() {
        products.close();
    }

    @Benchmark
    public String redisBare() {
        return new String(bareRedis.get(KEY), StandardCharsets.ISO_8859_1);
    }

    @Benchmark
    public String redisThroughFailover() {
        return hit(redis.get(KEY));
    }

    @Benchmark
    public String hazelcastBare() {
        return hit(bareHazelcast.get(KEY));
    }

    @Benchmark
    public String hazelcastThroughFailover() {
        return hit(hazelcast.get(KEY));
    }

    @Benchmark
    public String nearTier() {
        return hit(near.get(KEY));
    }

    @Benchmark
    public String caffeinePlain() {
        return caffeine.getIfPresent(KEY);
    }
}
