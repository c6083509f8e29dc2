package org.hybridscheduler.caching.near;

import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.hybridscheduler.caching.failover.spi.NearTier;

/**
 * Near tiers for some caches: those whose values are immutable.
 *
 * @param maxEntries by the name of the cache, the most entries its tier holds; a cache not named has no tier
 * @param clock      the time that deadlines are judged by
 */
public record CaffeineNearTiers(Map<String, Integer> maxEntries, InstantSource clock) implements NearTier.Source {

    public CaffeineNearTiers {
        maxEntries = Map.copyOf(maxEntries);
        Objects.requireNonNull(clock, "clock");
    }

    @Override
    public NearTier tier(String cacheName) {
        Integer most = maxEntries.get(cacheName);
        return most == null ? null : new CaffeineNearTier(most, clock);
    }
}
