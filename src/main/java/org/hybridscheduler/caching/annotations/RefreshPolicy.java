package org.hybridscheduler.caching.annotations;

/**
 * Port: decides which hits are refreshed before they expire. The caller whose hit is due runs the method again and
 * keeps the new result; meanwhile all others get the old value without waiting. A refresh that fails leaves the old
 * value to that caller too, and the next hit tries again; one that returns null removes the entry. Without a bean of
 * this type nothing is refreshed, and nothing asked.
 */
@FunctionalInterface
public interface RefreshPolicy {

    /**
     * Whether a value found in a cache is near enough to its expiry. Called for each hit, so it must be thread-safe,
     * cost nanoseconds and not throw; an answer that depends on chance spreads the refreshes of several nodes.
     */
    boolean isDue(String cacheName, Object key, Object value);
}
