package org.hybridscheduler.bench;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResult;
import org.hybridscheduler.caching.CacheNamespaces;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.PrefixedKeyGenerator;
import org.hybridscheduler.caching.Representation;
import org.hybridscheduler.caching.annotations.CacheAnnotationsExtension;
import org.hybridscheduler.caching.annotations.CacheResultInterceptor;
import org.hybridscheduler.caching.control.Wiring;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A hit of 217 KB in the embedded Hazelcast: asked of the cache itself, and through our interceptor. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CachedReadBenchmark {

    private static final int LIMIT = 1000;
    private static final int BYTES = 217_000;
    private static final NamespaceKey KEY = new NamespaceKey("training_data_latest_" + LIMIT);

    private Wiring wiring;
    private WeldContainer container;
    private Reader reader;
    private Cache<Object, Object> cache;

    /** Makes the keys of the training data. */
    public static class Key extends PrefixedKeyGenerator {

        public Key() {
            super("training_data_latest_");
        }
    }

    /** A service as the cached ones are; only its first call runs it. */
    @Singleton
    @CacheDefaults(cacheName = CacheNamespaces.TRAINING_DATA, cacheKeyGenerator = Key.class)
    public static class Reader {

        @CacheResult
        public Representation latest(int limit) {
            byte[] body = new byte[BYTES];
            new SplittableRandom(limit).nextBytes(body);
            return Representation.of(body, Instant.EPOCH);
        }
    }

    /** What the server gives the interceptors: the cache manager, which counts every operation. */
    private record Ports(Wiring wiring) implements Extension {

        void add(@Observes AfterBeanDiscovery event) {
            event.<CacheManager>addBean().types(CacheManager.class).scope(Singleton.class)
                    .produceWith(beans -> wiring.manager());
        }
    }

    @Setup
    public void start() {
        wiring = new Wiring(Map.of("cache.ttl.training_data", "86400"));
        container = new Weld().disableDiscovery().addExtension(new CacheAnnotationsExtension())
                .addExtension(new Ports(wiring)).addBeanClasses(Reader.class, CacheResultInterceptor.class)
                .initialize();
        reader = container.select(Reader.class).get();
        cache = wiring.manager().getCache(CacheNamespaces.TRAINING_DATA);
        reader.latest(LIMIT);
        if (cache.get(KEY) == null || cache.get(KEY) != reader.latest(LIMIT)) {
            throw new IllegalStateException("The second call is no hit. Maybe the interceptor is not bound?");
        }
    }

    @TearDown
    public void stop() {
        container.shutdown();
        wiring.close();
    }

    @Benchmark
    public Object bareGet() {
        return cache.get(KEY);
    }

    @Benchmark
    public Object intercepted() {
        return reader.latest(LIMIT);
    }
}
