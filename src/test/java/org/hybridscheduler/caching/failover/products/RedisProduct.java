package org.hybridscheduler.caching.failover.products;

import java.util.function.Supplier;
import javax.cache.CacheManager;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.storage.CachingBackend;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.SingleServerConfig;
import org.redisson.jcache.JCachingProvider;
import org.redisson.jcache.configuration.RedissonConfiguration;

/** One client for all managers of a JVM, of the Redis at the port that the system property names. */
public final class RedisProduct implements Supplier<Backend> {

    /** The port, on the loopback interface. */
    public static final String PORT = "test.redis.port";

    private static final RedissonClient CLIENT = client(Integer.getInteger(PORT));
    private static final CacheManager MANAGER = new JCachingProvider()
            .getCacheManager(null, RedisProduct.class.getClassLoader(), null);
    private static final Backend BACKEND = CachingBackend.over("redis", () -> MANAGER)
            .shapedBy((physicalName, settings, base) -> RedissonConfiguration.fromInstance(CLIENT, base)).build();

    private static RedissonClient client(int port) {
        Config config = new Config().setLazyInitialization(true).setThreads(4).setNettyThreads(4)
                .setCodec(new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE, ByteArrayCodec.INSTANCE));
        SingleServerConfig server = config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
        server.setConnectionPoolSize(16).setConnectionMinimumIdleSize(1).setSubscriptionConnectionMinimumIdleSize(0)
                .setTimeout(2000).setConnectTimeout(500).setRetryAttempts(0);
        server.setReconnectionDelay(new ConstantDelay(java.time.Duration.ofMillis(250)));
        return Redisson.create(config);
    }

    @Override
    public Backend get() {
        return BACKEND;
    }
}
