package org.hybridscheduler.observability.metrics;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps the meter of each combination of labels at hand, since asking the registry costs microseconds, and keeps their
 * number bounded, since each is a series in every scrape: what comes after the last place shares one meter.
 */
final class BoundedMeters<K, M> {

    private final int capacity;
    private final K overflow;
    private final Function<K, M> create;
    private final Map<K, M> meters = new ConcurrentHashMap<>();

    /**
     * @param capacity most meters kept beside the overflow's
     * @param overflow labels of the meter that all further ones share
     */
    BoundedMeters(int capacity, K overflow, Function<K, M> create) {
        this.capacity = capacity;
        this.overflow = overflow;
        this.create = create;
    }

    M get(K labels) {
        M known = meters.get(labels);
        if (known != null) {
            return known;
        }
        // Threads that race for the last places may exceed the capacity by their number: still bounded.
        return meters.computeIfAbsent(meters.size() < capacity ? labels : overflow, create);
    }

    /** Takes in a meter made elsewhere; false where the labels have one already, or there is no room. */
    boolean offer(K labels, M meter) {
        return meters.size() < capacity && meters.putIfAbsent(labels, meter) == null;
    }

    /** Every meter so far. */
    Collection<M> all() {
        return Collections.unmodifiableCollection(meters.values());
    }
}
