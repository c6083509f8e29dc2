package org.hybridscheduler.caching.failover.jcache;

import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * A store's keys, each once. Stores may repeat some: Redis does so where a scanned hash grows meanwhile, and a listing
 * that goes on in another backend begins anew. JSR-107 has each entry once.
 */
final class DistinctKeys implements Iterator<String> {

    private final Iterator<String> keys;
    private final Set<String> seen = new HashSet<>();
    private String ahead;

    DistinctKeys(Iterator<String> keys) {
        this.keys = keys;
    }

    @Override
    public boolean hasNext() {
        while (ahead == null && keys.hasNext()) {
            String key = keys.next();
            ahead = seen.add(key) ? key : null;
        }
        return ahead != null;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no further keys");
        }
        String next = ahead;
        ahead = null;
        return next;
    }
}
