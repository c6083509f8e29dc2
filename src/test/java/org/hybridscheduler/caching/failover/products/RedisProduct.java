package org.hybridscheduler.caching.failover.products;

import java.util.function.Supplier;
import org.hybridscheduler.caching.failover.spi.Backend;

/** One client for all managers of a JVM, of the Redis at the port that the system property names. */
public final class RedisProduct implements Supplier<Backend> {

    /** The port, on the loopback interface. */
    public static final String PORT = "test.redis.port";

    private static final RedisClient CLIENT = new RedisClient(Integer.getInteger(PORT));
    private static final Backend BACKEND = CLIENT.bytes("redis").build();

    @Override
    public Backend get() {
        return BACKEND;
    }
}
