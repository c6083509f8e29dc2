package org.hybridscheduler.caching.control;

import com.hazelcast.core.HazelcastInstance;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;
import org.hybridscheduler.caching.failover.FailoverCachingProvider;
import org.hybridscheduler.caching.failover.FailoverProperties;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;
import org.redisson.api.RedissonClient;

/** The namespaces' caches and the products under them: Redis where it is configured, with Hazelcast to stand in. */
final class FailoverCaches implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FailoverCaches.class.getName());
    private static final ClassLoader LOADER = FailoverCaches.class.getClassLoader();

    // Closed in the reverse order of their start.
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final CacheSettings settings;
    private final FailoverListener listener;
    private final CacheManager manager;

    /** Starts, which takes seconds. Redis need not be there. */
    FailoverCaches(CacheSettings settings, FailoverListener listener) {
        this.settings = settings;
        this.listener = listener;
        try {
            manager = manager(properties());
            settings.namespaces().forEach(
                    (name, namespace) -> manager.createCache(name, NamespaceConfiguration.of(namespace)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        settings.redis().ifPresent(redis -> properties.put(FailoverProperties.PRIMARY, redis(redis)));
        properties.put(FailoverProperties.FALLBACK, memory());
        properties.put(FailoverProperties.CODEC, (EntryCodec.Source) RepresentationCodec::of);
        properties.put(FailoverProperties.LISTENER, listener);
        FailoverSettings failover = settings.failover();
        properties.put(FailoverProperties.NAME, failover.name());
        properties.put(FailoverProperties.BOUND, millis(failover.bound()));
        properties.put(FailoverProperties.FAILURES, Integer.toString(failover.failures()));
        properties.put(FailoverProperties.HEARTBEAT, millis(failover.heartbeat()));
        properties.put(FailoverProperties.PROBE, millis(failover.probe()));
        properties.put(FailoverProperties.PROBES, Integer.toString(failover.probes()));
        properties.put(FailoverProperties.QUARANTINE, millis(failover.quarantine()));
        return properties;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private Supplier<Backend> redis(RedisSettings redis) {
        RedissonClient client = RedisClient.start(redis, System.getenv());
        closing.push(() -> client.shutdown(0, 2, TimeUnit.SECONDS));
        return () -> RedisBackend.over(client, LOADER, listener);
    }

    private Supplier<Backend> memory() {
        HazelcastInstance member = MemoryMember.start(settings.memory(), System.getenv(), LOADER);
        closing.push(member::shutdown);
        return () -> MemoryBackend.over(member, settings.namespaces(), LOADER, listener);
    }

    private CacheManager manager(Properties properties) {
        CachingProvider provider = new FailoverCachingProvider();
        closing.push(provider::close);
        return provider.getCacheManager(provider.getDefaultURI(), LOADER, properties);
    }

    CacheManager manager() {
        return manager;
    }

    @Override
    public void close() {
        for (Runnable each = closing.poll(); each != null; each = closing.poll()) {
            try {
                each.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A part of the caches did not close", e);
            }
        }
    }
}
