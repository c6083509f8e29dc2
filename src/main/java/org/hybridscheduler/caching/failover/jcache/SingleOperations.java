package org.hybridscheduler.caching.failover.jcache;

import java.util.Objects;
import org.hybridscheduler.caching.failover.jcache.Change.Decision;
import org.hybridscheduler.caching.failover.jcache.Change.Done;
import org.hybridscheduler.caching.failover.spi.Operation;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** The operations on one key. Which of them asks the expiry policy for what, and counts what, is JSR-107's table. */
final class SingleOperations {

    private final Core core;
    private final Entries entries;
    private final Expiry expiry;
    private final Near near;
    private final Meter meter;
    // A policy that wants to hear of each access would not hear of those in memory.
    private final boolean readsNear;

    SingleOperations(Core core) {
        this.core = core;
        entries = core.entries();
        expiry = core.expiry();
        near = core.near();
        meter = core.meter();
        readsNear = near.tier() != null && !expiry.asksOnAccess();
    }

    Object get(Object key) {
        long began = meter.begin();
        try {
            String text = core.codec().encodeKey(key);
            return readsNear ? getNear(key, text, began) : getStored(key, text, began);
        } catch (RuntimeException e) {
            meter.failed(Operation.GET, began);
            throw e;
        }
    }

    private Object getNear(Object key, String text, long began) {
        StoredEntry held = near.get(text, entries.now());
        if (held != null) {
            meter.gotNear(began);
            return held.value();
        }
        long stamp = near.tier().stamp();
        StoredEntry live = entries.live(key, text);
        if (live == null) {
            return missed(key, text, began);
        }
        near.tier().keep(text, live, stamp);
        meter.got(true, began);
        return live.value();
    }

    private Object getStored(Object key, String text, long began) {
        StoredEntry live = entries.live(key, text);
        if (live == null) {
            return missed(key, text, began);
        }
        if (expiry.asksOnAccess()) {
            entries.touch(key, text, live, expiry.access(live, entries.now()));
        }
        meter.got(true, began);
        return live.value();
    }

    private Object missed(Object key, String text, long began) {
        Object loaded = core.source().readThrough() ? load(key, text) : null;
        meter.got(false, began);
        return loaded;
    }

    /** Loads a missing value; threads that miss the same key at once find what the first one loaded. */
    private Object load(Object key, String text) {
        Once<Object> loaded = new Once<>(() -> core.source().load(key));
        Done done = entries.changeInTurn(key, text, (live, now) -> {
            if (live != null) {
                return expiry.access(live, now);
            }
            return loaded.get() == null ? Change.KEEP : expiry.create(loaded.get(), now);
        });
        return done.hit() ? done.valueBefore() : loaded.get();
    }

    boolean containsKey(Object key) {
        return entries.live(key, core.codec().encodeKey(key)) != null;
    }

    void put(Object key, Object value) {
        meter.measured(Operation.SET, began -> {
            Done done = write(key, value);
            meter.set(done.wrote(), began);
            return null;
        });
    }

    Object getAndPut(Object key, Object value) {
        return meter.measured(Operation.SET, began -> {
            Done done = write(key, value);
            meter.found(done.hit());
            meter.set(done.wrote(), began);
            return done.valueBefore();
        });
    }

    private Done write(Object key, Object value) {
        Runnable through = core.sink().write(key, value);
        return core.write(key, core.codec().encodeKey(key), (live, now) -> {
            through.run();
            return expiry.write(live, value, now);
        });
    }

    boolean putIfAbsent(Object key, Object value) {
        return meter.measured(Operation.SET, began -> {
            Runnable through = core.sink().write(key, value);
            Done done = core.write(key, core.codec().encodeKey(key), (live, now) -> {
                if (live != null) {
                    return Change.KEEP;
                }
                through.run();
                return expiry.create(value, now);
            });
            meter.found(done.hit());
            meter.set(done.wrote(), began);
            return done.wrote();
        });
    }

    boolean remove(Object key) {
        return meter.measured(Operation.DELETE, began -> {
            Done done = delete(key);
            meter.deleted(done.removed(), began);
            return done.removed();
        });
    }

    Object getAndRemove(Object key) {
        return meter.measured(Operation.DELETE, began -> {
            Done done = delete(key);
            meter.found(done.hit());
            meter.deleted(done.removed(), began);
            return done.valueBefore();
        });
    }

    private Done delete(Object key) {
        Runnable through = core.sink().delete(key);
        return core.write(key, core.codec().encodeKey(key), (live, now) -> {
            through.run();
            return Change.REMOVE;
        });
    }

    boolean remove(Object key, Object expected) {
        return meter.measured(Operation.DELETE, began -> {
            Runnable through = core.sink().delete(key);
            Done done = changeExpected(key, expected, through, (live, now) -> Change.REMOVE);
            meter.found(done.hit());
            meter.deleted(done.removed(), began);
            return done.removed();
        });
    }

    boolean replace(Object key, Object expected, Object value) {
        return meter.measured(Operation.SET, began -> {
            Runnable through = core.sink().write(key, value);
            Done done = changeExpected(key, expected, through, (live, now) -> expiry.write(live, value, now));
            meter.found(done.hit());
            meter.set(done.wrote(), began);
            return done.wrote();
        });
    }

    /** Changes the entry where its value is the expected one; of another value it is an access, of none nothing. */
    private Done changeExpected(Object key, Object expected, Runnable through, Decision decision) {
        return core.write(key, core.codec().encodeKey(key), (live, now) -> {
            if (live == null) {
                return Change.KEEP;
            }
            if (!Objects.deepEquals(live.value(), expected)) {
                return expiry.access(live, now);
            }
            through.run();
            return decision.decide(live, now);
        });
    }

    /** Answers the old value; null where there was no entry, which then is none still. */
    Object getAndReplace(Object key, Object value) {
        return meter.measured(Operation.SET, began -> {
            Runnable through = core.sink().write(key, value);
            Done done = core.write(key, core.codec().encodeKey(key), (live, now) -> {
                if (live == null) {
                    return Change.KEEP;
                }
                through.run();
                return expiry.write(live, value, now);
            });
            meter.found(done.hit());
            meter.set(done.wrote(), began);
            return done.valueBefore();
        });
    }
}
