package org.hybridscheduler.caching.control;

import java.time.InstantSource;
import java.util.OptionalLong;
import javax.cache.Cache;
import javax.cache.spi.CachingProvider;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.storage.CachingBackend;
import org.hybridscheduler.caching.failover.storage.Gauges;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.jcache.JCachingProvider;
import org.redisson.jcache.configuration.RedissonConfiguration;

/** Redis through Redisson's JCache, which is given bytes. */
final class RedisBackend {

    private RedisBackend() {
    }

    /** The backend over a client, which stays open when the backend is closed. */
    static Backend over(RedissonClient client, ClassLoader loader, FailoverListener listener, InstantSource clock) {
        CachingProvider provider = new JCachingProvider();
        return CachingBackend.over(CacheSettings.REDIS,
                        () -> InterruptibleRedisson.of(provider.getCacheManager(null, loader, null)))
                .shapedBy((name, settings, base) -> RedissonConfiguration.fromInstance(client, base))
                .measuredBy(new Gauges(cache -> OptionalLong.of(live(client, cache, clock.millis())),
                        cache -> OptionalLong.empty()))
                .incarnatedBy(new RedisIncarnation(client)).heardBy(listener).timedBy(clock)
                .closing(provider::close).build();
    }

    /** Counts deadlines that lie ahead: the hash itself still holds expired entries until Redisson sweeps them. */
    private static long live(RedissonClient client, Cache<?, ?> cache, long now) {
        String deadlines = "jcache_timeout_set:{" + cache.getName() + "}";
        return client.getScoredSortedSet(deadlines, StringCodec.INSTANCE)
                .count(now, false, Double.POSITIVE_INFINITY, true);
    }
}
