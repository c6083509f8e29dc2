/**
 * A library: the JSR-107 annotations as interceptors for Jakarta CDI 4. It knows the JDK, {@code javax.cache} and the
 * CDI, interceptor and annotation APIs, and nothing of the application; it becomes an artifact of its own by moving
 * this package and its line in {@code META-INF/services}. What each annotated method needs is worked out once, so a
 * hit costs its key and the cache's {@code get}. The application supplies the {@link javax.cache.CacheManager} as a
 * bean, and may supply a {@link org.hybridscheduler.caching.annotations.CacheOperationListener} that counts and a
 * {@link org.hybridscheduler.caching.annotations.CacheErrorPolicy} for a cache that fails.
 */
@Module(name = "caching.annotations")
package org.hybridscheduler.caching.annotations;

import org.hybridscheduler.Module;
