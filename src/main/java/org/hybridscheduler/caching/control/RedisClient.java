package org.hybridscheduler.caching.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.SingleServerConfig;

/** Starts Redisson: whether or not Redis is there, and healing by itself. Redis gets text and bytes as they are. */
final class RedisClient {

    private static final Duration RECONNECT = Duration.ofMillis(250);
    private static final int THREADS = 4;
    private static final int PING_PERIOD_MILLIS = 1000;

    private RedisClient() {
    }

    /**
     * Starts a client.
     *
     * @param environment the variables that a file of settings may use
     * @throws IllegalArgumentException where a file of settings cannot be used
     */
    static RedissonClient start(RedisSettings redis, Map<String, String> environment) {
        return Redisson.create(config(redis, environment));
    }

    static Config config(RedisSettings redis, Map<String, String> environment) {
        Config config = redis instanceof RedisServer server ? single(server)
                : read(((RedisSettings.File) redis).path(), environment);
        // What is not the operator's to choose: how entries look, and that a start does not wait for Redis.
        return config.setLazyInitialization(true)
                .setCodec(new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE, ByteArrayCodec.INSTANCE));
    }

    private static Config read(Path file, Map<String, String> environment) {
        try {
            return Config.fromYAML(SettingsFile.read(file, environment));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("redis.config is %s, which cannot be used: %s".formatted(file,
                    e.getMessage()), e);
        }
    }

    private static Config single(RedisServer redis) {
        Config config = new Config().setThreads(THREADS).setNettyThreads(THREADS);
        redis.username().ifPresent(config::setUsername);
        redis.password().ifPresent(config::setPassword);
        SingleServerConfig server = config.useSingleServer().setAddress(redis.address());
        server.setDatabase(redis.database());
        server.setConnectionPoolSize(redis.poolSize());
        // The first command waits for connectTimeout times this many while Redis hangs.
        server.setConnectionMinimumIdleSize(1);
        server.setSubscriptionConnectionMinimumIdleSize(0);
        server.setTimeout((int) redis.timeout().toMillis());
        server.setConnectTimeout((int) redis.connectTimeout().toMillis());
        server.setRetryAttempts(0);
        server.setReconnectionDelay(new ConstantDelay(RECONNECT));
        server.setPingConnectionInterval(PING_PERIOD_MILLIS);
        return config;
    }
}
