package org.hybridscheduler.caching.control;

import com.hazelcast.cache.ICache;
import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.core.HazelcastInstance;
import java.util.Map;
import java.util.OptionalLong;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.spi.CachingProvider;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.storage.CachingBackend;
import org.hybridscheduler.caching.failover.storage.Gauges;

/** Hazelcast's JCache, which keeps entries as objects: they are immutable, and a hit then copies nothing. */
final class MemoryBackend {

    private static final Gauges GAUGES = new Gauges(
            // Entries that expired within the last seconds are still counted: Hazelcast sweeps them every five.
            cache -> OptionalLong.of(cache.unwrap(ICache.class).size()),
            cache -> OptionalLong.of(cache.unwrap(ICache.class).getLocalCacheStatistics().getCacheEvictions()));

    private MemoryBackend() {
    }

    /** The backend over a member, which goes on when the backend is closed. */
    static Backend over(HazelcastInstance member, Map<String, CacheSettings.Namespace> namespaces, ClassLoader loader,
                        FailoverListener listener) {
        CachingProvider provider = new HazelcastServerCachingProvider(member);
        return CachingBackend.over(CacheSettings.MEMORY, () -> provider.getCacheManager(null, loader, null))
                .shapedBy((name, settings, base) -> configuration(base, namespaces.get(settings.cacheName())))
                .byReference().measuredBy(GAUGES).heardBy(listener).closing(provider::close).build();
    }

    private static CacheConfig<String, Object> configuration(CompleteConfiguration<String, Object> base,
                                                             CacheSettings.Namespace namespace) {
        CacheConfig<String, Object> config = new CacheConfig<>(base);
        config.setInMemoryFormat(InMemoryFormat.OBJECT);
        config.setStatisticsEnabled(true);
        // A cache that is opened only to be destroyed belongs to no namespace.
        if (namespace != null) {
            config.setEvictionConfig(new EvictionConfig().setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
                    .setSize(namespace.maxEntries()).setEvictionPolicy(EvictionPolicy.LRU));
        }
        return config;
    }
}
