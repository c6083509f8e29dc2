package org.hybridscheduler.caching.failover.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.RoutingState;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.hybridscheduler.caching.failover.spi.Stores;

/** The stores of the only backend, which serves whatever comes. Physical caches are called as the logical ones. */
public final class SingleStores implements Stores {

    private final Backend backend;
    private final InstantSource clock;
    private final Instant began;

    public SingleStores(Backend backend, InstantSource clock) {
        this.backend = backend;
        this.clock = clock;
        this.began = clock.instant();
    }

    @Override
    public Store open(StoreSettings settings) {
        return backend.open(settings.cacheName(), settings);
    }

    @Override
    public void release(String cacheName) {
        backend.release(cacheName);
    }

    @Override
    public void destroy(String cacheName) {
        backend.destroy(cacheName);
    }

    @Override
    public BackendStatus status() {
        Map<RoutingState, Duration> time = Map.of(RoutingState.CLOSED, Duration.between(began, clock.instant()));
        return new BackendStatus(backend.name(), backend.name(), RoutingState.CLOSED, 0, time, "the only backend", "");
    }

    @Override
    public void close() {
        backend.close();
    }
}
