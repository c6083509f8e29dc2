package org.hybridscheduler.caching.annotations;

import java.util.function.Supplier;

/** A value made at its first use; where making it fails, the next use tries again. */
final class Once<T> {

    private final Supplier<T> source;
    private volatile T value;

    Once(Supplier<T> source) {
        this.source = source;
    }

    T get() {
        T known = value;
        return known != null ? known : make();
    }

    private synchronized T make() {
        if (value == null) {
            value = source.get();
        }
        return value;
    }
}
