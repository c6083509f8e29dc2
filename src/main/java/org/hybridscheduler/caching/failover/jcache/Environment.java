package org.hybridscheduler.caching.failover.jcache;

import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.Stores;

/**
 * What the caches of a manager share.
 *
 * @param stores    where their entries are; closed with the manager
 * @param codecs    how they are written
 * @param listener  hears of what is done on them
 * @param nearTiers their near tiers; closed with the manager
 * @param clock     tells which entries have expired
 * @param nanos     takes the time of operations, in nanoseconds
 */
public record Environment(Stores stores, EntryCodec.Source codecs, FailoverListener listener, NearTiers nearTiers,
                          InstantSource clock, LongSupplier nanos) {

    public Environment {
        Objects.requireNonNull(stores, "stores");
        Objects.requireNonNull(codecs, "codecs");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(nearTiers, "nearTiers");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(nanos, "nanos");
    }
}
