package org.hybridscheduler.caching.failover.products;

import java.util.function.Supplier;
import org.hybridscheduler.caching.failover.spi.Backend;

/** One member for all managers of a JVM; it keeps bytes, since the TCK changes values after it put them. */
public final class HazelcastProduct implements Supplier<Backend> {

    private static final HazelcastMember MEMBER = HazelcastMember.start();
    private static final Backend BACKEND = MEMBER.bytes("memory").build();

    @Override
    public Backend get() {
        return BACKEND;
    }
}
