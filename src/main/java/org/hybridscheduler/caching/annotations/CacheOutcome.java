package org.hybridscheduler.caching.annotations;

/** How a cache operation ended: a {@code GET} in a hit, a miss or an error, any other in success or an error. */
public enum CacheOutcome {
    HIT, MISS, SUCCESS, ERROR
}
