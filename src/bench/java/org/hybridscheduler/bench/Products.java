package org.hybridscheduler.bench;

import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.hybridscheduler.caching.failover.FailoverCachingProvider;
import org.hybridscheduler.caching.failover.FailoverProperties;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.NearTier;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.failover.storage.CachingBackend;
import org.hybridscheduler.caching.near.CaffeineNearTiers;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;
import org.redisson.jcache.JCachingProvider;
import org.redisson.jcache.configuration.RedissonConfiguration;
import redis.embedded.RedisServer;

/** A Redis and a Hazelcast member on loopback, and caches of text in them: the products' own, and through failover. */
final class Products implements AutoCloseable {

    private final RedisServer server;
    private final RedissonClient client;
    private final HazelcastInstance member;
    private final CacheManager redisManager = new JCachingProvider().getCacheManager();
    private final CacheManager memoryManager;
    private final FailoverCachingProvider failover = new FailoverCachingProvider();

    Products() {
        try {
            int port = freePort();
            server = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1").setting("save \"\"").build();
            server.start();
            client = client(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        member = Hazelcast.newHazelcastInstance(loopbackOnly());
        memoryManager = new HazelcastServerCachingProvider(member).getCacheManager();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static RedissonClient client(int port) {
        org.redisson.config.Config config = new org.redisson.config.Config();
        config.useSingleServer().setAddress("redis://127.0.0.1:" + port).setConnectionMinimumIdleSize(4)
                .setConnectionPoolSize(32).setTimeout(1000).setRetryAttempts(0);
        return Redisson.create(config.setCodec(new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE)));
    }

    private static Config loopbackOnly() {
        Config config = new Config().setClusterName(UUID.randomUUID().toString())
                .setProperty("hazelcast.socket.bind.any", "false").setProperty("hazelcast.partition.count", "13")
                .setProperty("hazelcast.phone.home.enabled", "false").setProperty("hazelcast.logging.type", "none");
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        return config;
    }

    private static MutableConfiguration<String, String> expiring() {
        return new MutableConfiguration<String, String>()
                .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(Duration.ONE_DAY));
    }

    /** Redisson's cache of bytes, decoded as the failover provider's codec decodes them. */
    Cache<String, byte[]> bareRedis() {
        MutableConfiguration<String, byte[]> plain = new MutableConfiguration<String, byte[]>()
                .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(Duration.ONE_DAY));
        return redisManager.createCache("bare", RedissonConfiguration.fromInstance(client, plain));
    }

    /** Hazelcast's cache of texts by reference. */
    Cache<String, String> bareHazelcast() {
        return memoryManager.createCache("bare", objects(new CacheConfig<String, String>("bare"))
                .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(Duration.ONE_DAY)));
    }

    private static <K, V> CacheConfig<K, V> objects(CacheConfig<K, V> config) {
        config.setInMemoryFormat(InMemoryFormat.OBJECT);
        return config;
    }

    /** A cache through the failover provider, which Redis serves, or Hazelcast alone. */
    Cache<String, String> throughFailover(boolean redisServes, boolean nearTier) {
        String name = (redisServes ? "redis" : "memory") + (nearTier ? "_near" : "");
        Properties properties = new Properties();
        // A group of its own: the start of another node would empty the caches of this one.
        properties.put(FailoverProperties.NAME, name);
        if (redisServes) {
            properties.put(FailoverProperties.PRIMARY, (Supplier<Backend>) this::redis);
            properties.put(FailoverProperties.START_WAIT, "10000");
        }
        properties.put(FailoverProperties.FALLBACK, (Supplier<Backend>) this::memory);
        properties.put(FailoverProperties.CODEC, (EntryCodec.Source) (configuration, loader) -> new TextCodec());
        if (nearTier) {
            properties.put(FailoverProperties.NEAR, (NearTier.Source) new CaffeineNearTiers(Map.of(name, 1000), InstantSource.system()));
        }
        CacheManager manager = failover.getCacheManager(URI.create("failover:" + name), null, properties);
        return manager.createCache(name, expiring());
    }

    private Backend redis() {
        return CachingBackend.over("redis", () -> redisManager)
                .shapedBy((name, settings, base) -> RedissonConfiguration.fromInstance(client, base)).build();
    }

    private Backend memory() {
        return CachingBackend.over("memory", () -> memoryManager)
                .shapedBy((name, settings, base) -> objects(new CacheConfig<>(base))).byReference().build();
    }

    @Override
    public void close() {
        failover.close();
        client.shutdown();
        member.shutdown();
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text as its deadline, a space and itself. */
    private static final class TextCodec implements EntryCodec {

        @Override
        public String encodeKey(Object key) {
            return (String) key;
        }

        @Override
        public Object decodeKey(String text) {
            return text;
        }

        @Override
        public byte[] encode(StoredEntry entry) {
            return (entry.deadline() + " " + entry.value()).getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public StoredEntry decode(byte[] bytes) {
            int space = 0;
            while (bytes[space] != ' ') {
                space++;
            }
            long deadline = Long.parseLong(new String(bytes, 0, space, StandardCharsets.ISO_8859_1));
            return StoredEntry.of(new String(bytes, space + 1, bytes.length - space - 1, StandardCharsets.ISO_8859_1),
                    deadline);
        }
    }
}
