package org.hybridscheduler.caching.failover.spi;

import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The entries of one cache, without any rule of JSR-107: expired ones may show, nobody is told of changes. Each
 * operation is atomic by itself; what takes several is a loop around a compare-and-set, which stays right when the
 * backend changes in between, since the other backend holds no such entry.
 *
 * <p>Whatever a store throws is a failure of its backend: a {@link RuntimeException}, most often a
 * {@link javax.cache.CacheException}. The one exception is {@link UnencodableEntryException}.
 */
public interface Store {

    /** The entry under a key; null where there is none. */
    StoredEntry get(String key);

    /** Like {@link #get}, by somebody who will change the entry by what is read: its failure counts as a write's. */
    default StoredEntry getForUpdate(String key) {
        return get(key);
    }

    /** The entries there are under some keys. */
    Map<String, StoredEntry> getAll(Set<String> keys);

    /** Puts an entry where there is none (not even an expired one); tells whether it did. */
    boolean create(String key, StoredEntry entry);

    /** Puts an entry in place of the one that was read; tells whether that one was still there. */
    boolean replace(String key, StoredEntry current, StoredEntry next);

    /** Removes the entry that was read; tells whether it was still there. */
    boolean remove(String key, StoredEntry current);

    /** Removes every entry. */
    void clear();

    /** The keys, as they are found: concurrent changes may show or not, and a key may come twice. */
    Iterator<String> keys();

    /** Like {@link #keys}, by somebody who will change all entries: its failure counts as a write's. */
    default Iterator<String> keysForUpdate() {
        return keys();
    }

    /** How many entries there are that have not expired; empty where that cannot be told. */
    OptionalLong size();

    /** How many entries were pushed out for want of room since the store was opened; empty where that is unknown. */
    OptionalLong evictions();

    /** The name of the backend that serves now. */
    String backend();
}
