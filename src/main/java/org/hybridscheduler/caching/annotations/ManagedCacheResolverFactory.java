package org.hybridscheduler.caching.annotations;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import javax.cache.configuration.MutableConfiguration;

/** The default factory: takes caches by name from the application's {@link CacheManager}, creating what is missing. */
final class ManagedCacheResolverFactory implements CacheResolverFactory {

    private static final Logger LOG = System.getLogger(ManagedCacheResolverFactory.class.getName());

    private final Supplier<CacheManager> manager;

    ManagedCacheResolverFactory(Supplier<CacheManager> manager) {
        this.manager = manager;
    }

    @Override
    public CacheResolver getCacheResolver(CacheMethodDetails<? extends Annotation> details) {
        return new FixedCache(cache(details.getCacheName()));
    }

    @Override
    public CacheResolver getExceptionCacheResolver(CacheMethodDetails<CacheResult> details) {
        return new FixedCache(cache(details.getCacheAnnotation().exceptionCacheName()));
    }

    private synchronized Cache<?, ?> cache(String name) {
        Cache<?, ?> known = manager.get().getCache(name);
        if (known != null) {
            return known;
        }
        LOG.log(Level.WARNING, "No cache is named {0}, so it is created with JCache''s defaults: entries stay for "
                + "ever. Maybe the name is misspelt?", name);
        return manager.get().createCache(name, new MutableConfiguration<>());
    }

    private record FixedCache(Cache<?, ?> cache) implements CacheResolver {

        @Override
        @SuppressWarnings("unchecked")
        public <K, V> Cache<K, V> resolveCache(CacheInvocationContext<? extends Annotation> call) {
            return (Cache<K, V>) cache;
        }
    }
}
