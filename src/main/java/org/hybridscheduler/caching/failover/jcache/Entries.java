package org.hybridscheduler.caching.failover.jcache;

import java.time.InstantSource;
import java.util.function.Supplier;
import javax.cache.CacheException;
import org.hybridscheduler.caching.failover.jcache.Change.Decision;
import org.hybridscheduler.caching.failover.jcache.Change.Done;
import org.hybridscheduler.caching.failover.jcache.Change.Kind;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/**
 * The live entries of a cache, and their changes: read, decide, compare and set, and again where another was faster.
 * That is right on every node at once and across a change of the backend, without any lock; the locks here only keep
 * this node's threads from running the application's code in vain.
 */
final class Entries {

    // More than contention makes of a loop: only an entry that is never equal to itself gets there.
    private static final int MOST_ATTEMPTS = 10_000;

    private final Store store;
    private final Near near;
    private final Events<?, ?> events;
    private final KeyLocks locks;
    private final InstantSource clock;

    Entries(Store store, Near near, Events<?, ?> events, KeyLocks locks, InstantSource clock) {
        this.store = store;
        this.near = near;
        this.events = events;
        this.locks = locks;
        this.clock = clock;
    }

    long now() {
        return clock.millis();
    }

    /** The entry under a key; null where there is none that has not expired. */
    StoredEntry live(Object key, String text) {
        return liveOrReaped(key, text, store.get(text));
    }

    /** The entry, unless it has expired: then it is removed, and listeners hear of it. */
    StoredEntry liveOrReaped(Object key, String text, StoredEntry entry) {
        if (entry == null || entry.isLive(clock.millis())) {
            return entry;
        }
        if (set(text, () -> store.remove(text, entry))) {
            expired(key, entry);
        }
        return null;
    }

    /** Changes the deadline of an entry that was read, unless it changed meanwhile: then it has a newer one. */
    void touch(Object key, String text, StoredEntry read, Change change) {
        if (change.kind() != Kind.KEEP) {
            apply(key, text, read, read, change, change.next().isLive(clock.millis()) ? change.next() : null);
        }
    }

    /** Changes the entry under a key as decided. The decision runs no code of the application. */
    Done change(Object key, String text, Decision decision) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            // A plain read may miss where it fails: nothing would be removed, and the entry would still be served.
            StoredEntry current = store.getForUpdate(text);
            long now = clock.millis();
            StoredEntry live = current != null && current.isLive(now) ? current : null;
            Change change = decision.decide(live, now);
            StoredEntry next = change.next() != null && change.next().isLive(now) ? change.next() : null;
            if (apply(key, text, current, live, change, next)) {
                return new Done(live, change, next != null);
            }
            Thread.onSpinWait();
        }
        throw new CacheException("The entry under %s changed %d times while it was to be changed. Maybe its class has "
                .formatted(key, MOST_ATTEMPTS) + "no equals()?");
    }

    /** The same for a decision that runs the application's code: threads of this node take turns, for a while. */
    Done changeInTurn(Object key, String text, Decision decision) {
        return locks.inTurn(text, () -> change(key, text, decision));
    }

    private boolean apply(Object key, String text, StoredEntry current, StoredEntry live, Change change,
                          StoredEntry next) {
        if (change.kind() == Kind.KEEP) {
            liveOrReaped(key, text, current == live ? null : current);
            return true;
        }
        if (!set(text, () -> put(text, current, next))) {
            return false;
        }
        tell(key, current, live, change, next);
        return true;
    }

    private boolean put(String text, StoredEntry current, StoredEntry next) {
        if (current == null) {
            return next == null || store.create(text, next);
        }
        return next == null ? store.remove(text, current) : store.replace(text, current, next);
    }

    /** Also after a failure: the store may have been changed all the same. */
    private boolean set(String text, Supplier<Boolean> write) {
        try {
            return write.get();
        } finally {
            near.changed(text);
        }
    }

    private void tell(Object key, StoredEntry current, StoredEntry live, Change change, StoredEntry next) {
        if (current != null && live == null) {
            expired(key, current);
        }
        if (next == null && change.kind() != Kind.REMOVE) {
            if (live != null) {
                expired(key, change.next());
            }
        } else if (change.kind() == Kind.WRITE) {
            if (live == null) {
                events.created(key, next.value());
            } else {
                events.updated(key, next.value(), live.value());
            }
        } else if (change.kind() == Kind.REMOVE && live != null) {
            events.removed(key, live.value());
        }
    }

    private void expired(Object key, StoredEntry entry) {
        if (entry.value() != null) {
            events.expired(key, entry.value());
        }
    }
}
