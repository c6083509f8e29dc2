package org.hybridscheduler.caching.control;

import com.hazelcast.cache.ICache;
import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;

/** Hazelcast embedded: one member on the loopback interface that joins nobody and reports to nobody. */
final class MemoryBackend implements CacheBackend {

    private final HazelcastInstance member;
    private final CacheManager manager;

    private MemoryBackend(HazelcastInstance member, ClassLoader loader) {
        this.member = member;
        this.manager = new HazelcastServerCachingProvider(member).getCacheManager(null, loader, null);
    }

    /** Starts the member, which takes seconds, and creates the namespaces. */
    static MemoryBackend start(int port, Map<String, CacheSettings.Namespace> namespaces, ClassLoader loader) {
        MemoryBackend backend = new MemoryBackend(Hazelcast.newHazelcastInstance(config(port, loader)), loader);
        try {
            namespaces.forEach((name, namespace) -> backend.manager.createCache(name, configuration(name, namespace)));
            return backend;
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    private static Config config(int port, ClassLoader loader) {
        Config config = new Config().setClusterName("hybrid-scheduler").setClassLoader(loader)
                .setProperty("hazelcast.phone.home.enabled", "false")
                // The limit of a cache's entries is kept per partition: the fewer, the nearer the limit is met.
                .setProperty("hazelcast.partition.count", "13")
                // Without it the member listens on every interface, whatever the interfaces below say.
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.logging.type", "jdk");
        config.getMetricsConfig().setEnabled(false);
        NetworkConfig network = config.getNetworkConfig().setPort(port).setPortAutoIncrement(true);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getTcpIpConfig().setEnabled(false);
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getSerializationConfig()
                .addSerializerConfig(new SerializerConfig().setTypeClass(NamespaceKey.class)
                        .setImplementation(new MemorySerializers.Keys()))
                .addSerializerConfig(new SerializerConfig().setTypeClass(Representation.class)
                        .setImplementation(new MemorySerializers.Representations()));
        return config;
    }

    /** Values are kept as objects: they are immutable, and a hit then copies nothing. */
    private static CacheConfig<Object, Object> configuration(String name, CacheSettings.Namespace namespace) {
        CacheConfig<Object, Object> config = new CacheConfig<>(name);
        config.setExpiryPolicyFactory(NamespaceConfiguration.expiry(namespace));
        config.setInMemoryFormat(InMemoryFormat.OBJECT);
        config.setStatisticsEnabled(true);
        config.setEvictionConfig(new EvictionConfig().setMaxSizePolicy(MaxSizePolicy.ENTRY_COUNT)
                .setSize(namespace.maxEntries()).setEvictionPolicy(EvictionPolicy.LRU));
        return config;
    }

    @Override
    public CacheManager manager() {
        return manager;
    }

    /** Entries that expired within the last seconds are still counted: Hazelcast sweeps them every five. */
    @Override
    public OptionalLong size(Cache<?, ?> cache) {
        return OptionalLong.of(cache.unwrap(ICache.class).size());
    }

    @Override
    public OptionalLong evictions(Cache<?, ?> cache) {
        return OptionalLong.of(cache.unwrap(ICache.class).getLocalCacheStatistics().getCacheEvictions());
    }

    @Override
    public boolean answers(Duration within) {
        return member.getLifecycleService().isRunning();
    }

    @Override
    public void close() {
        member.shutdown();
    }
}
