package org.hybridscheduler.caching.failover.jcache;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** The deadlines that a cache's policy gives, in milliseconds since the epoch. */
final class Expiry {

    private static final Set<Class<?>> BLIND_TO_ACCESS =
            Set.of(CreatedExpiryPolicy.class, ModifiedExpiryPolicy.class, EternalExpiryPolicy.class);
    private static final Set<Class<?>> TOUCHED_BY_ACCESS =
            Set.of(AccessedExpiryPolicy.class, TouchedExpiryPolicy.class);

    private final ExpiryPolicy policy;
    private final boolean asksOnAccess;

    Expiry(ExpiryPolicy policy) {
        this.policy = policy;
        asksOnAccess = !BLIND_TO_ACCESS.contains(policy.getClass());
    }

    /** Whether reading an entry may change its deadline; a policy that is not JSR-107's own may do anything. */
    boolean asksOnAccess() {
        return asksOnAccess;
    }

    /**
     * The most that an entry lives after its last write, where the policy is one of JSR-107's own: those say the same
     * whenever they are asked. Others are asked only when the specification says so.
     */
    Optional<java.time.Duration> lifetime() {
        if (!BLIND_TO_ACCESS.contains(policy.getClass()) && !TOUCHED_BY_ACCESS.contains(policy.getClass())) {
            return Optional.empty();
        }
        Duration life = policy.getExpiryForCreation();
        return life.isEternal() ? Optional.empty()
                : Optional.of(java.time.Duration.ofMillis(life.getTimeUnit().toMillis(life.getDurationAmount())));
    }

    /** What a write of a value does to the entry there is. */
    Change write(StoredEntry live, Object value, long now) {
        return live == null ? create(value, now)
                : Change.write(StoredEntry.of(value, deadline(policy::getExpiryForUpdate, now, live.deadline())));
    }

    /** What a write of a value does where there is no entry. */
    Change create(Object value, long now) {
        return Change.write(StoredEntry.of(value, deadline(policy::getExpiryForCreation, now, StoredEntry.NEVER)));
    }

    /** What reading an entry does to it. */
    Change access(StoredEntry live, long now) {
        if (!asksOnAccess) {
            return Change.KEEP;
        }
        long deadline = deadline(policy::getExpiryForAccess, now, live.deadline());
        return deadline == live.deadline() ? Change.KEEP : Change.touch(StoredEntry.of(live.value(), deadline));
    }

    ExpiryPolicy policy() {
        return policy;
    }

    private static long deadline(Supplier<Duration> asked, long now, long otherwise) {
        Duration duration;
        try {
            duration = asked.get();
        } catch (RuntimeException e) {
            // ExpiryPolicy: "Should an exception occur ... an implementation specific default Duration will be used".
            return otherwise;
        }
        if (duration == null) {
            return otherwise;
        }
        long deadline = duration.getAdjustedTime(now);
        return deadline < now ? StoredEntry.NEVER : deadline;
    }
}
