package org.hybridscheduler.caching.failover.jcache;

import java.util.Iterator;
import java.util.NoSuchElementException;
import javax.cache.Cache;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.failover.spi.UndecodableEntryException;

/** Walks over the live entries, each read as it comes to it. */
final class EntryIterator<K, V> implements Iterator<Cache.Entry<K, V>> {

    private final Cache<K, V> cache;
    private final Core core;
    private final Iterator<String> texts;
    private Found<K> ahead;
    private Found<K> last;

    private record Found<K>(K key, String text, StoredEntry entry) {
    }

    EntryIterator(Cache<K, V> cache, Core core) {
        this.cache = cache;
        this.core = core;
        this.texts = new DistinctKeys(core.store().keys());
    }

    @Override
    public boolean hasNext() {
        while (ahead == null && texts.hasNext()) {
            ahead = find(texts.next());
        }
        return ahead != null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Cache.Entry<K, V> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no further entries in cache " + cache.getName());
        }
        last = ahead;
        ahead = null;
        core.entries().touch(last.key, last.text, last.entry,
                core.expiry().access(last.entry, core.entries().now()));
        core.meter().found(true);
        return new CacheEntry<>(last.key, (V) last.entry.value());
    }

    @Override
    public void remove() {
        if (last == null) {
            throw new IllegalStateException("There is no entry to remove. Maybe next() was not called?");
        }
        cache.remove(last.key);
        last = null;
    }

    @SuppressWarnings("unchecked")
    private Found<K> find(String text) {
        try {
            K key = (K) core.codec().decodeKey(text);
            StoredEntry live = core.entries().live(key, text);
            return live == null ? null : new Found<>(key, text, live);
        } catch (UndecodableEntryException e) {
            // Nobody can ask for it by a key; so it is no entry of this cache.
            return null;
        }
    }
}
