package org.hybridscheduler.caching.annotations;

/**
 * Port: decides what a failing cache means to the caller of a cached method. It sees failures of the cache and of its
 * resolution only, never what the intercepted method throws. Without a bean of this type the failure is rethrown.
 */
@FunctionalInterface
public interface CacheErrorPolicy {

    /**
     * Returns to carry on as though the operation had found or changed nothing, or throws to give up. Once an operation
     * failed, the same cache is not asked again within that call.
     */
    void failed(CacheOperation operation, String cacheName, RuntimeException failure);
}
