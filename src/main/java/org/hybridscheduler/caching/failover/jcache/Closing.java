package org.hybridscheduler.caching.failover.jcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Closes what the application gave a cache: JSR-107 wants it for whatever is {@code Closeable}. */
final class Closing {

    private static final Logger LOG = System.getLogger(Closing.class.getName());

    private Closing() {
    }

    /** Closes those of some objects, which may be null, that can be closed; what they throw is logged. */
    static void quietly(Object... given) {
        for (Object each : given) {
            if (each instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    LOG.log(Level.WARNING, "Closing a %s failed".formatted(each.getClass().getName()), e);
                }
            }
        }
    }
}
