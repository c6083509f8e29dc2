package org.hybridscheduler.caching.control;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.SingleServerConfig;
import org.redisson.jcache.JCachingProvider;
import org.redisson.jcache.configuration.RedissonConfiguration;

/** Redis through Redisson's JCache. It starts whether or not Redis is there, and heals by itself. */
final class RedisBackend implements CacheBackend {

    private static final Duration RECONNECT = Duration.ofMillis(250);
    private static final int THREADS = 4;
    private static final int PING_PERIOD_MILLIS = 1000;

    private final RedissonClient client;
    private final CachingProvider provider;
    private final CacheManager manager;
    private final Executor executor;
    private CompletableFuture<Boolean> ping = CompletableFuture.completedFuture(false);

    private RedisBackend(RedissonClient client, ClassLoader loader, Executor executor) {
        this.client = client;
        this.executor = executor;
        this.provider = new JCachingProvider();
        this.manager = provider.getCacheManager(null, loader, null);
    }

    /**
     * Starts the client and creates the namespaces.
     *
     * @param executor runs pings
     */
    static RedisBackend start(RedisSettings redis, Map<String, CacheSettings.Namespace> namespaces,
                              ClassLoader loader, Executor executor) {
        RedisBackend backend = new RedisBackend(Redisson.create(config(redis)), loader, executor);
        try {
            namespaces.forEach((name, namespace) -> backend.manager.createCache(name,
                    RedissonConfiguration.fromInstance(backend.client, NamespaceConfiguration.of(namespace))));
            return backend;
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    private static Config config(RedisSettings redis) {
        Config config = new Config().setLazyInitialization(true).setCodec(new RepresentationCodec())
                .setThreads(THREADS).setNettyThreads(THREADS);
        redis.username().ifPresent(config::setUsername);
        redis.password().ifPresent(config::setPassword);
        SingleServerConfig server = config.useSingleServer().setAddress(redis.address());
        server.setDatabase(redis.database());
        server.setConnectionPoolSize(redis.poolSize());
        // Starting waits for connectTimeout times this many while Redis hangs.
        server.setConnectionMinimumIdleSize(1);
        server.setSubscriptionConnectionMinimumIdleSize(0);
        server.setTimeout((int) redis.timeout().toMillis());
        server.setConnectTimeout((int) redis.connectTimeout().toMillis());
        server.setRetryAttempts(0);
        server.setReconnectionDelay(new ConstantDelay(RECONNECT));
        server.setPingConnectionInterval(PING_PERIOD_MILLIS);
        return config;
    }

    @Override
    public CacheManager manager() {
        return manager;
    }

    /**
     * Counts deadlines that lie ahead: the hash itself still holds expired entries until Redisson sweeps them. Every
     * namespace has a time to live, so each entry has a deadline.
     */
    @Override
    public OptionalLong size(Cache<?, ?> cache) {
        String deadlines = "jcache_timeout_set:{" + cache.getName() + "}";
        return OptionalLong.of(client.getScoredSortedSet(deadlines, StringCodec.INSTANCE)
                .count(System.currentTimeMillis(), false, Double.POSITIVE_INFINITY, true));
    }

    @Override
    public OptionalLong evictions(Cache<?, ?> cache) {
        return OptionalLong.empty();
    }

    /** Pings on another thread: while Redis is away the client may hold its caller longer than the ping's time-out. */
    @Override
    public boolean answers(Duration within) {
        try {
            return ping(within).get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized CompletableFuture<Boolean> ping(Duration within) {
        if (ping.isDone()) {
            ping = CompletableFuture.supplyAsync(() -> client.getRedisNodes(RedisNodes.SINGLE).getInstance()
                    .ping(within.toMillis(), TimeUnit.MILLISECONDS), executor);
        }
        return ping;
    }

    @Override
    public void close() {
        provider.close();
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
