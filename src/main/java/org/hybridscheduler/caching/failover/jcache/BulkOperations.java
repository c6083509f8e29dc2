package org.hybridscheduler.caching.failover.jcache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.cache.integration.CacheWriterException;
import org.hybridscheduler.caching.failover.jcache.Change.Done;
import org.hybridscheduler.caching.failover.spi.Operation;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.failover.spi.UndecodableEntryException;

/** The operations on several keys; each key's change is atomic, not all of them together. */
final class BulkOperations {

    private final Core core;
    private final Entries entries;
    private final Expiry expiry;
    private final Meter meter;

    BulkOperations(Core core) {
        this.core = core;
        entries = core.entries();
        expiry = core.expiry();
        meter = core.meter();
    }

    Map<Object, Object> getAll(Set<?> keys) {
        return meter.measured(Operation.GET, began -> {
            Map<String, Object> texts = texts(keys);
            Map<Object, Object> found = found(texts);
            int hits = found.size();
            if (core.source().readThrough() && hits < texts.size()) {
                Set<Object> missing = new HashSet<>(texts.values());
                missing.removeAll(found.keySet());
                found.putAll(load(missing, false));
            }
            long share = texts.isEmpty() ? 0 : (meter.begin() - began) / texts.size();
            for (int i = 0; i < texts.size(); i++) {
                meter.shared(i < hits, share);
            }
            return found;
        });
    }

    // A look into the near tier would save a part of one round trip, and take another path for it.
    private Map<Object, Object> found(Map<String, Object> texts) {
        Map<Object, Object> found = new HashMap<>();
        core.store().getAll(Set.copyOf(texts.keySet())).forEach((text, entry) -> {
            Object key = texts.get(text);
            StoredEntry live = entries.liveOrReaped(key, text, entry);
            if (live != null) {
                entries.touch(key, text, live, expiry.access(live, entries.now()));
                found.put(key, live.value());
            }
        });
        return found;
    }

    private Map<String, Object> texts(Set<?> keys) {
        Map<String, Object> texts = new LinkedHashMap<>();
        keys.forEach(key -> texts.put(core.codec().encodeKey(key), key));
        return texts;
    }

    /** Loads keys and keeps their values; those that others put meanwhile stay, unless they are to be replaced. */
    Map<Object, Object> load(Set<Object> keys, boolean replace) {
        Map<Object, Object> loaded = core.source().loadAll(keys);
        loaded.forEach((key, value) -> entries.change(key, core.codec().encodeKey(key), (live, now) ->
                live != null && !replace ? Change.KEEP : expiry.write(live, value, now)));
        return loaded;
    }

    /** Those of some keys that there is no entry for. */
    Set<Object> missing(Set<?> keys) {
        Map<String, Object> texts = texts(keys);
        core.store().getAll(Set.copyOf(texts.keySet())).forEach((text, entry) -> {
            if (entries.liveOrReaped(texts.get(text), text, entry) != null) {
                texts.remove(text);
            }
        });
        return new HashSet<>(texts.values());
    }

    void putAll(Map<?, ?> map) {
        Map<Object, Object> written = new LinkedHashMap<>(map);
        CacheWriterException failure = core.sink().writesThrough() ? core.sink().writeAll(written) : null;
        written.forEach((key, value) -> meter.measured(Operation.SET, began -> {
            Done done = entries.change(key, core.codec().encodeKey(key), (live, now) ->
                    expiry.write(live, value, now));
            meter.set(done.wrote(), began);
            return null;
        }));
        throwIfAny(failure);
    }

    void removeAll(Set<?> keys) {
        Collection<Object> deleted = new ArrayList<>(keys);
        CacheWriterException failure = core.sink().writesThrough() ? core.sink().deleteAll(deleted) : null;
        deleted.forEach(key -> meter.measured(Operation.DELETE, began -> {
            Done done = entries.change(key, core.codec().encodeKey(key), (live, now) -> Change.REMOVE);
            meter.deleted(done.removed(), began);
            return null;
        }));
        throwIfAny(failure);
    }

    /**
     * Removes every entry.
     *
     * @param counted whether each is to be found and counted, though nobody is told of it
     */
    void removeAll(boolean counted) {
        meter.measured(Operation.INVALIDATE, began -> {
            CacheWriterException failure = emptied(() -> {
                if (counted || core.sink().writesThrough() || core.events().heard()) {
                    return removeEach();
                }
                core.store().clear();
                return null;
            });
            meter.invalidated(began);
            throwIfAny(failure);
            return null;
        });
    }

    private CacheWriterException removeEach() {
        List<Object> keys = new ArrayList<>();
        for (Iterator<String> texts = new DistinctKeys(core.store().keysForUpdate()); texts.hasNext();) {
            decoded(texts.next(), keys);
        }
        CacheWriterException failure = core.sink().writesThrough() ? core.sink().deleteAll(keys) : null;
        long removed = 0;
        for (Object key : keys) {
            Done done = entries.change(key, core.codec().encodeKey(key), (live, now) -> Change.REMOVE);
            removed += done.removed() ? 1 : 0;
        }
        meter.counted(removed);
        return failure;
    }

    private void decoded(String text, List<Object> keys) {
        try {
            keys.add(core.codec().decodeKey(text));
        } catch (UndecodableEntryException e) {
            // Nobody can ask for it by a key; so it is no entry of this cache, and expires by itself.
            return;
        }
    }

    void clear() {
        meter.measured(Operation.INVALIDATE, began -> {
            emptied(() -> {
                core.store().clear();
                return null;
            });
            meter.invalidated(began);
            return null;
        });
    }

    long purge() {
        return meter.measured(Operation.INVALIDATE, began -> {
            long held = emptied(() -> {
                long known = core.store().size().orElse(0);
                core.store().clear();
                return known;
            });
            meter.invalidated(began);
            return held;
        });
    }

    /** Also after a failure: the store may have been emptied all the same. */
    private <T> T emptied(Supplier<T> emptying) {
        try {
            return emptying.get();
        } finally {
            core.near().emptied();
        }
    }

    private static void throwIfAny(CacheWriterException failure) {
        if (failure != null) {
            throw failure;
        }
    }
}
