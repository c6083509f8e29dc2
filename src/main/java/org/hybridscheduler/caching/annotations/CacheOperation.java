package org.hybridscheduler.caching.annotations;

/** What an interceptor asked of a cache: {@code Cache.get}, {@code put}, {@code remove}, {@code removeAll}. */
public enum CacheOperation {
    GET, SET, DELETE, INVALIDATE
}
