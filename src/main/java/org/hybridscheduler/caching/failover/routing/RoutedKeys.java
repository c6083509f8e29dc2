package org.hybridscheduler.caching.failover.routing;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.hybridscheduler.caching.failover.spi.Store;

/**
 * The keys in whichever store serves: when another takes over in the midst, those of the other follow, from its first.
 * A key may therefore come twice. For one thread.
 */
final class RoutedKeys implements Iterator<String> {

    private final Route route;
    private final Primitive primitive;
    private Store source;
    private Iterator<String> keys;
    private String next;
    private boolean ready;

    RoutedKeys(Route route, Primitive primitive) {
        this.route = route;
        this.primitive = primitive;
        advance();
    }

    @Override
    public boolean hasNext() {
        if (!ready) {
            advance();
        }
        return next != null;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no more keys");
        }
        ready = false;
        return next;
    }

    private void advance() {
        next = route.perform(primitive, null, store -> {
            if (store != source) {
                keys = store.keys();
                source = store;
            }
            return keys.hasNext() ? keys.next() : null;
        });
        ready = true;
    }
}
