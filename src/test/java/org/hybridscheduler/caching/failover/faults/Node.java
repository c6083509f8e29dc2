package org.hybridscheduler.caching.failover.faults;

import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.spi.CachingProvider;
import org.hybridscheduler.caching.control.InterruptibleRedisson;
import org.hybridscheduler.caching.control.RedisIncarnation;
import org.hybridscheduler.caching.failover.FailoverCachingProvider;
import org.hybridscheduler.caching.failover.FailoverProperties;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.FailoverSettings;
import org.hybridscheduler.caching.failover.storage.CachingBackend;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;
import org.redisson.config.ConstantDelay;
import org.redisson.config.SingleServerConfig;
import org.redisson.jcache.JCachingProvider;
import org.redisson.jcache.configuration.RedissonConfiguration;

/**
 * One node: a failover provider over Redis behind a port and, as fallback, over Hazelcast. All nodes of the virtual
 * machine share one Hazelcast member, whose start takes seconds; physical names keep them apart.
 */
final class Node implements AutoCloseable {

    static final String PRIMARY = "redis";
    static final String FALLBACK = "memory";

    private static final ClassLoader LOADER = Node.class.getClassLoader();

    private final CachingProvider provider = new FailoverCachingProvider();
    private final CacheManager manager;

    /** Makes a node without a password, whether or not Redis is there. */
    Node(int redisPort, FailoverSettings settings) {
        this(redisPort, settings, "");
    }

    /** Makes the node, whether or not Redis is there. */
    Node(int redisPort, FailoverSettings settings, String password) {
        manager = provider.getCacheManager(provider.getDefaultURI(), LOADER,
                properties(config(redisPort, password), settings));
    }

    private static Properties properties(org.redisson.config.Config config, FailoverSettings settings) {
        Properties properties = new Properties();
        Supplier<Backend> redis = () -> redis(config);
        Supplier<Backend> memory = Node::memory;
        properties.put(FailoverProperties.PRIMARY, redis);
        properties.put(FailoverProperties.FALLBACK, memory);
        properties.put(FailoverProperties.SETTINGS, settings);
        return properties;
    }

    private static Backend redis(org.redisson.config.Config config) {
        RedissonClient client = Redisson.create(config);
        CachingProvider provider = new JCachingProvider();
        CacheManager manager = InterruptibleRedisson.of(provider.getCacheManager(null, LOADER, null));
        return CachingBackend.over(PRIMARY, () -> manager)
                .shapedBy((name, settings, base) -> RedissonConfiguration.fromInstance(client, base))
                .incarnatedBy(new RedisIncarnation(client)).closing(() -> {
                    provider.close();
                    client.shutdown(0, 2, TimeUnit.SECONDS);
                }).build();
    }

    private static org.redisson.config.Config config(int port, String password) {
        org.redisson.config.Config config = new org.redisson.config.Config().setLazyInitialization(true)
                .setCodec(new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE))
                .setThreads(4).setNettyThreads(4);
        if (!password.isEmpty()) {
            config.setPassword(password);
        }
        SingleServerConfig server = config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
        server.setConnectionPoolSize(64);
        server.setConnectionMinimumIdleSize(1);
        server.setSubscriptionConnectionMinimumIdleSize(0);
        // Long: it is the provider that has to let callers go.
        server.setTimeout(1000);
        server.setConnectTimeout(500);
        server.setRetryAttempts(0);
        server.setReconnectionDelay(new ConstantDelay(Duration.ofMillis(250)));
        server.setPingConnectionInterval(1000);
        return config;
    }

    private static Backend memory() {
        CachingProvider provider = new HazelcastServerCachingProvider(Member.INSTANCE);
        CacheManager manager = provider.getCacheManager(null, LOADER, null);
        return CachingBackend.over(FALLBACK, () -> manager).byReference()
                .shapedBy((name, settings, base) -> new CacheConfig<>(base).setInMemoryFormat(InMemoryFormat.OBJECT))
                // Not the provider: it would shut down the member.
                .closing(manager::close).build();
    }

    /** Makes a cache whose entries live for a while after their last write. */
    Cache<String, Versioned> cache(String name, Duration timeToLive) {
        return manager.createCache(name, new MutableConfiguration<String, Versioned>()
                .setTypes(String.class, Versioned.class).setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(
                        new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, timeToLive.toMillis()))));
    }

    /** Turns a cache's statistics on. */
    void count(String name) {
        manager.enableStatistics(name, true);
    }

    BackendStatus status() {
        return manager.unwrap(BackendStatus.class);
    }

    boolean operational() {
        return status().operational();
    }

    @Override
    public void close() {
        provider.close();
    }

    /** The one Hazelcast member: alone, on the loopback interface. */
    private static final class Member {

        private static final HazelcastInstance INSTANCE = start();

        private static HazelcastInstance start() {
            Config config = new Config().setClusterName("faults").setClassLoader(LOADER)
                    .setProperty("hazelcast.phone.home.enabled", "false")
                    .setProperty("hazelcast.partition.count", "13")
                    .setProperty("hazelcast.socket.bind.any", "false")
                    .setProperty("hazelcast.logging.type", "jdk");
            config.getMetricsConfig().setEnabled(false);
            NetworkConfig network = config.getNetworkConfig().setPort(RedisProcess.freePort());
            network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
            network.getJoin().getMulticastConfig().setEnabled(false);
            network.getJoin().getTcpIpConfig().setEnabled(false);
            network.getJoin().getAutoDetectionConfig().setEnabled(false);
            return Hazelcast.newHazelcastInstance(config);
        }
    }
}
