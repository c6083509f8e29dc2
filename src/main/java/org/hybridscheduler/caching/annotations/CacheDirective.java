package org.hybridscheduler.caching.annotations;

import java.lang.annotation.Annotation;
import java.util.List;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;

/**
 * The four annotations brought to one form.
 *
 * @param cacheName          empty where the annotation names none
 * @param resolverFactory    {@link CacheResolverFactory} itself where the annotation names none
 * @param keyGenerator       {@link CacheKeyGenerator} itself where the annotation names none
 * @param exceptionCacheName empty where exceptions are not cached
 * @param exceptions         the exceptions after which the operation is done (or that are cached)
 */
record CacheDirective(String cacheName, Class<? extends CacheResolverFactory> resolverFactory,
                      Class<? extends CacheKeyGenerator> keyGenerator, String exceptionCacheName,
                      ExceptionFilter exceptions) {

    /** The annotations an interceptor stands behind. */
    static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(CacheResult.class, CachePut.class, CacheRemove.class, CacheRemoveAll.class);

    /** Reads one of {@link #ANNOTATIONS}; any other is an {@link IllegalArgumentException}. */
    static CacheDirective of(Annotation annotation) {
        if (annotation instanceof CacheResult result) {
            return new CacheDirective(result.cacheName(), result.cacheResolverFactory(), result.cacheKeyGenerator(),
                    result.exceptionCacheName(),
                    ExceptionFilter.of(result.cachedExceptions(), result.nonCachedExceptions(), true));
        }
        if (annotation instanceof CachePut put) {
            return new CacheDirective(put.cacheName(), put.cacheResolverFactory(), put.cacheKeyGenerator(), "",
                    ExceptionFilter.of(put.cacheFor(), put.noCacheFor(), false));
        }
        if (annotation instanceof CacheRemove remove) {
            return new CacheDirective(remove.cacheName(), remove.cacheResolverFactory(), remove.cacheKeyGenerator(),
                    "", ExceptionFilter.of(remove.evictFor(), remove.noEvictFor(), false));
        }
        if (annotation instanceof CacheRemoveAll removeAll) {
            return new CacheDirective(removeAll.cacheName(), removeAll.cacheResolverFactory(), CacheKeyGenerator.class,
                    "", ExceptionFilter.of(removeAll.evictFor(), removeAll.noEvictFor(), false));
        }
        throw new IllegalArgumentException(annotation + " is not an annotation of a cached method");
    }
}
