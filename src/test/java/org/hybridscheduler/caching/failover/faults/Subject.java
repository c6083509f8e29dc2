package org.hybridscheduler.caching.failover.faults;

import java.util.Set;
import javax.cache.Cache;

/** What the load is put on: the part of a cache that cached methods use. */
interface Subject {

    Versioned get(String key);

    void put(String key, Versioned value);

    void remove(String key);

    void removeAll(Set<String> keys);

    void clear();

    static Subject of(Cache<String, Versioned> cache) {
        return new Subject() {
            @Override
            public Versioned get(String key) {
                return cache.get(key);
            }

            @Override
            public void put(String key, Versioned value) {
                cache.put(key, value);
            }

            @Override
            public void remove(String key) {
                cache.remove(key);
            }

            @Override
            public void removeAll(Set<String> keys) {
                cache.removeAll(keys);
            }

            @Override
            public void clear() {
                cache.clear();
            }
        };
    }
}
