package org.hybridscheduler.observability.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.hybridscheduler.caching.control.CacheHealth;

/** What the health pages tell of the caches. */
@ApplicationScoped
public class ServingCaches implements CacheStatus {

    @Inject
    CacheHealth health;

    @Override
    public String redis() {
        return health.redisCheck();
    }

    @Override
    public boolean redisEnabled() {
        return health.redisEnabled();
    }

    @Override
    public boolean redisConnected() {
        return health.redisConnected();
    }

    @Override
    public String backend() {
        return health.backend();
    }
}
