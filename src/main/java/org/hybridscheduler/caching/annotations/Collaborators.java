package org.hybridscheduler.caching.annotations;

import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Constructor;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheResolverFactory;

/** Finds the objects the annotations name by class: CDI beans where they are beans, new instances where not. */
final class Collaborators {

    private final Instance<Object> beans;
    private final CacheLoads loads;
    private final CacheResolverFactory defaultFactory;
    private final CacheKeyGenerator defaultGenerator = new ParametersKeyGenerator();

    Collaborators(Instance<Object> beans, CacheLoads loads) {
        this.beans = beans;
        this.loads = loads;
        this.defaultFactory = new ManagedCacheResolverFactory(() -> beans.select(CacheManager.class).get());
    }

    CacheKeyGenerator keyGenerator(Class<? extends CacheKeyGenerator> named, CacheDefaults defaults) {
        if (named != CacheKeyGenerator.class) {
            return instance(named);
        }
        if (defaults != null && defaults.cacheKeyGenerator() != CacheKeyGenerator.class) {
            return instance(defaults.cacheKeyGenerator());
        }
        return defaultGenerator;
    }

    CacheResolverFactory resolverFactory(Class<? extends CacheResolverFactory> named, CacheDefaults defaults) {
        if (named != CacheResolverFactory.class) {
            return instance(named);
        }
        if (defaults != null && defaults.cacheResolverFactory() != CacheResolverFactory.class) {
            return instance(defaults.cacheResolverFactory());
        }
        return defaultFactory;
    }

    CacheLoads loads() {
        return loads;
    }

    /** The application's bean of a port, or the given one where it has none. */
    <T> T port(Class<T> type, T otherwise) {
        Instance<T> bean = beans.select(type);
        return bean.isUnsatisfied() ? otherwise : bean.get();
    }

    private <T> T instance(Class<T> type) {
        Instance<T> bean = beans.select(type);
        if (!bean.isUnsatisfied()) {
            return bean.get();
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "%s is no CDI bean and could not be made. Maybe it lacks a constructor without parameters?"
                            .formatted(type.getName()), e);
        }
    }
}
