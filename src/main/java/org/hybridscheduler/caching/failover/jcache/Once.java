package org.hybridscheduler.caching.failover.jcache;

import java.util.function.Supplier;

/** Keeps what was supplied first, null included: a decision may be made again, a load is not. For one thread. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> source;
    private boolean done;
    private T value;

    Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        if (!done) {
            value = source.get();
            done = true;
        }
        return value;
    }
}
