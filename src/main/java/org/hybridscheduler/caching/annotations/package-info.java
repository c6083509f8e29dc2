/**
 * A library: the JSR-107 annotations as interceptors for Jakarta CDI 4. It knows the JDK, {@code javax.cache} and the
 * CDI, interceptor and annotation APIs, and nothing of the application; it becomes an artifact of its own by moving
 * this package and its line in {@code META-INF/services}. What each annotated method needs is worked out once, so a
 * hit costs its key and the cache's {@code get}. The application supplies the {@link javax.cache.CacheManager} as a
 * bean, and may supply a {@link org.hybridscheduler.caching.annotations.CacheOperationListener} that counts, a
 * {@link org.hybridscheduler.caching.annotations.LoadListener} that counts and watches loads, and a
 * {@link org.hybridscheduler.caching.annotations.CacheErrorPolicy} for a cache that fails.
 *
 * <p>Misses of one key on one node share one run of the method ("single flight"): the others wait for its result, its
 * exception or their {@link org.hybridscheduler.caching.annotations.LoadTimeout}. So they also share the value itself,
 * which must be immutable, and the leader's transaction and identity, as callers of a cache do anyway. A load that asks
 * for what waits for it runs the method instead of waiting; only on the leader's own thread is that seen, so a load
 * must not leave its own key to another thread. A key that is put or removed during its load is detached from it (see
 * {@link org.hybridscheduler.caching.annotations.CacheLoads}): the result is returned to those who already wait, and
 * not kept. With a {@link org.hybridscheduler.caching.annotations.RefreshPolicy}, one caller refreshes a hot entry
 * before it expires.
 */
@Module(name = "caching.annotations")
package org.hybridscheduler.caching.annotations;

import org.hybridscheduler.Module;
