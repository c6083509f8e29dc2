package org.hybridscheduler.caching.failover.jcache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;

/** Where a cache's changes are written through to: the application's writer, if there is one and it is switched on. */
final class Sink {

    private final CacheWriter<Object, Object> writer;
    private final boolean writeThrough;

    @SuppressWarnings("unchecked")
    Sink(Factory<? extends CacheWriter<?, ?>> factory, boolean writeThrough) {
        writer = factory == null ? null : (CacheWriter<Object, Object>) factory.create();
        this.writeThrough = writeThrough && writer != null;
    }

    boolean writesThrough() {
        return writeThrough;
    }

    /**
     * Writes one entry, once however often it is run.
     *
     * @throws CacheWriterException whatever the writer threw
     */
    Runnable write(Object key, Object value) {
        return once(() -> writer.write(new CacheEntry<>(key, value)));
    }

    /** Deletes one entry, once however often it is run. */
    Runnable delete(Object key) {
        return once(() -> writer.delete(key));
    }

    /** Writes entries; takes those out of the map that were not written, and answers why. */
    CacheWriterException writeAll(Map<Object, Object> entries) {
        Collection<Cache.Entry<?, ?>> unwritten = new ArrayList<>();
        entries.forEach((key, value) -> unwritten.add(new CacheEntry<>(key, value)));
        CacheWriterException failure =
                entries.isEmpty() ? null : failureOf(() -> writer.writeAll(unchecked(unwritten)));
        if (failure != null) {
            unwritten.forEach(entry -> entries.remove(entry.getKey()));
        }
        return failure;
    }

    /** Deletes keys; takes those out of the collection that were not deleted, and answers why. */
    CacheWriterException deleteAll(Collection<Object> keys) {
        Collection<Object> undeleted = new ArrayList<>(keys);
        CacheWriterException failure = keys.isEmpty() ? null : failureOf(() -> writer.deleteAll(undeleted));
        if (failure != null) {
            keys.removeAll(undeleted);
        }
        return failure;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Collection<Cache.Entry<? extends Object, ? extends Object>> unchecked(Collection entries) {
        return entries;
    }

    private Runnable once(Runnable write) {
        if (!writeThrough) {
            return () -> { };
        }
        return new Runnable() {
            private boolean done;

            @Override
            public void run() {
                if (!done) {
                    CacheWriterException failure = failureOf(write);
                    if (failure != null) {
                        throw failure;
                    }
                    done = true;
                }
            }
        };
    }

    private static CacheWriterException failureOf(Runnable write) {
        try {
            write.run();
            return null;
        } catch (CacheWriterException e) {
            return e;
        } catch (RuntimeException e) {
            return new CacheWriterException("The cache writer failed: " + e.getMessage(), e);
        }
    }

    void close() {
        Closing.quietly(writer);
    }
}
