package org.hybridscheduler.caching.failover.storage;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.failover.spi.UnencodableEntryException;

/** The entries in one physical cache. Bytes that decode to nothing make an expired entry, which can be replaced. */
final class CachedStore implements Store {

    private final String backend;
    private final Cache<String, Object> cache;
    private final Form form;
    private final Gauges gauges;
    private final InstantSource clock;

    /** How entries look inside the physical cache. */
    interface Form {

        /** What is put into the cache for an entry. */
        Object write(StoredEntry entry);

        /** What the cache holds for an entry that was read. */
        Object held(StoredEntry entry);

        /** The entry of what the cache holds. */
        StoredEntry read(String key, Object held);
    }

    CachedStore(String backend, Cache<String, Object> cache, Form form, Gauges gauges, InstantSource clock) {
        this.backend = backend;
        this.cache = cache;
        this.form = form;
        this.gauges = gauges;
        this.clock = clock;
    }

    /** Entries by reference. */
    static Form references() {
        return new References();
    }

    /** Entries as bytes; the consumer hears of keys whose bytes are no entry. */
    static Form bytes(EntryCodec codec, BiConsumer<String, RuntimeException> undecodable) {
        return new Bytes(codec, undecodable);
    }

    @Override
    public StoredEntry get(String key) {
        Object held = cache.get(key);
        return held == null ? null : form.read(key, held);
    }

    @Override
    public Map<String, StoredEntry> getAll(Set<String> keys) {
        Map<String, StoredEntry> entries = new HashMap<>();
        cache.getAll(keys).forEach((key, held) -> {
            if (held != null) {
                entries.put(key, form.read(key, held));
            }
        });
        return entries;
    }

    @Override
    public boolean create(String key, StoredEntry entry) {
        Object next = form.write(entry);
        return written(entry, () -> cache.putIfAbsent(key, next));
    }

    @Override
    public boolean replace(String key, StoredEntry current, StoredEntry next) {
        Object old = form.held(current);
        Object held = form.write(next);
        return written(next, () -> cache.replace(key, old, held));
    }

    @Override
    public boolean remove(String key, StoredEntry current) {
        return cache.remove(key, form.held(current));
    }

    @Override
    public void clear() {
        cache.clear();
    }

    @Override
    public Iterator<String> keys() {
        Iterator<Cache.Entry<String, Object>> entries = cache.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public String next() {
                return entries.next().getKey();
            }
        };
    }

    @Override
    public OptionalLong size() {
        return gauges.size().apply(cache);
    }

    @Override
    public OptionalLong evictions() {
        return gauges.evictions().apply(cache);
    }

    @Override
    public String backend() {
        return backend;
    }

    private boolean written(StoredEntry entry, Supplier<Boolean> write) {
        long remaining = entry.deadline() == StoredEntry.NEVER ? Long.MAX_VALUE
                : Math.max(1, entry.deadline() - clock.millis());
        return EntryExpiry.during(remaining, write);
    }

    private record References() implements Form {

        @Override
        public Object write(StoredEntry entry) {
            return entry;
        }

        @Override
        public Object held(StoredEntry entry) {
            return entry;
        }

        @Override
        public StoredEntry read(String key, Object held) {
            return expected(StoredEntry.class, key, held);
        }
    }

    private record Bytes(EntryCodec codec, BiConsumer<String, RuntimeException> undecodable) implements Form {

        @Override
        public Object write(StoredEntry entry) {
            try {
                return codec.encode(entry);
            } catch (RuntimeException e) {
                throw new UnencodableEntryException("A %s cannot be written: %s".formatted(
                        entry.value().getClass().getName(), e.getMessage()), e);
            }
        }

        @Override
        public Object held(StoredEntry entry) {
            return entry.encoded() == null ? write(entry) : entry.encoded();
        }

        @Override
        public StoredEntry read(String key, Object held) {
            byte[] bytes = expected(byte[].class, key, held);
            try {
                return codec.decode(bytes).from(bytes);
            } catch (RuntimeException e) {
                undecodable.accept(key, e);
                return StoredEntry.undecodable(bytes);
            }
        }
    }

    private static <T> T expected(Class<T> type, String key, Object held) {
        if (!type.isInstance(held)) {
            throw new CacheException("Under %s there is a %s where a %s was put. Maybe others write to this cache?"
                    .formatted(key, held.getClass().getName(), type.getSimpleName()));
        }
        return type.cast(held);
    }
}
