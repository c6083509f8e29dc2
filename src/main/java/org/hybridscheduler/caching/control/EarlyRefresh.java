package org.hybridscheduler.caching.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.hybridscheduler.caching.Representation;
import org.hybridscheduler.caching.annotations.RefreshPolicy;

/** Renews an answer in the last part of its time to live, where its namespace is configured so. */
@ApplicationScoped
public class EarlyRefresh implements RefreshPolicy {

    @Inject
    Clock clock;

    @Inject
    CacheSettings settings;

    @Override
    public boolean isDue(String cacheName, Object key, Object value) {
        CacheSettings.Namespace namespace = settings.namespaces().get(cacheName);
        return namespace != null && namespace.earlyRefresh() > 0 && value instanceof Representation representation
                && representation.freshFor(clock.instant()).compareTo(namespace.lastPart()) <= 0;
    }
}
