package org.hybridscheduler.caching.failover.products;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheManager;
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

/** A Redisson client for tests, of a Redis on the loopback interface, there or not. */
public final class RedisClient implements AutoCloseable {

    private final RedissonClient client;
    private final JCachingProvider provider = new JCachingProvider();
    private final CacheManager manager =
            provider.getCacheManager(null, RedisClient.class.getClassLoader(), null);

    public RedisClient(int port) {
        Config config = new Config().setLazyInitialization(true).setThreads(4).setNettyThreads(4)
                .setCodec(new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE, ByteArrayCodec.INSTANCE));
        SingleServerConfig server = config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
        server.setConnectionPoolSize(16).setConnectionMinimumIdleSize(1).setSubscriptionConnectionMinimumIdleSize(0)
                .setTimeout(2000).setConnectTimeout(500).setRetryAttempts(0);
        server.setReconnectionDelay(new ConstantDelay(Duration.ofMillis(250)));
        client = Redisson.create(config);
    }

    /** A backend of a name that keeps bytes, as all in Redis do. */
    public CachingBackend.Builder bytes(String name) {
        return CachingBackend.over(name, () -> manager).shapedBy((physicalName, settings, base) ->
                RedissonConfiguration.fromInstance(client, base));
    }

    /** The client, to look at what there is. */
    public RedissonClient client() {
        return client;
    }

    @Override
    public void close() {
        provider.close();
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
