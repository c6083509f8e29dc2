package org.hybridscheduler.caching.failover.routing;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hybridscheduler.caching.failover.spi.Backend;

/** The primary, which need not be there when it is first asked for. */
final class Connection {

    /** For what only the prober waits for. */
    private static final Duration LONGEST = Duration.ofSeconds(10);
    /** A shutdown waits for it, and is not given long. */
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final Supplier<Backend> source;
    private final Watchdog watchdog;
    private final Duration limit;
    private final Function<Backend, Registry> registries;
    private Backend backend;
    private boolean closed;
    private volatile Primary primary;

    /** Makes one that has not been tried. */
    Connection(Supplier<Backend> source, Watchdog watchdog, Duration bound, Function<Backend, Registry> registries) {
        this.source = source;
        this.watchdog = watchdog;
        this.limit = bound.compareTo(LONGEST) > 0 ? bound : LONGEST;
        this.registries = registries;
    }

    /** The primary with its registry. */
    record Primary(Backend backend, Registry registry) {
    }

    /** The primary; null until it was first connected to. */
    Primary current() {
        return primary;
    }

    /** The primary, connected to if it was not yet. For one thread. Throws what the making of the backend throws. */
    Primary connect() {
        if (primary == null) {
            if (backend() == null) {
                keep(watchdog.call(limit, source));
            }
            primary = new Primary(backend(), registries.apply(backend()));
        }
        return primary;
    }

    /** Closes the primary, also one that arrives later; after two seconds at the latest. */
    void close() {
        Backend open;
        synchronized (this) {
            closed = true;
            open = backend;
        }
        if (open != null) {
            watchdog.call(LONGEST_CLOSE, () -> {
                open.close();
                return null;
            });
        }
    }

    private synchronized Backend backend() {
        return backend;
    }

    private void keep(Backend made) {
        Objects.requireNonNull(made, "what the primary's supplier gave");
        synchronized (this) {
            if (!closed) {
                backend = made;
                return;
            }
        }
        made.close();
        throw new IllegalStateException("closed while the primary was being connected to");
    }
}
