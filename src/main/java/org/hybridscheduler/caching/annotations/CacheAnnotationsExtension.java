package org.hybridscheduler.caching.annotations;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Singleton;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;

/** Tells CDI that the JSR-107 annotations bind interceptors, and checks them at deployment. */
public class CacheAnnotationsExtension implements Extension {

    private static final String PAYARA_INTERCEPTORS = "fish.payara.cdi.jsr107";

    /** The annotations carry javax's {@code @Nonbinding}, which CDI 4 does not see: every member would bind. */
    void bind(@Observes BeforeBeanDiscovery event) {
        CacheDirective.ANNOTATIONS.forEach(annotation -> event.configureInterceptorBinding(annotation).methods()
                .forEach(member -> member.add(Nonbinding.Literal.INSTANCE)));
    }

    /** Payara brings interceptors of its own; with both, each call would be cached twice. */
    void removePayaras(@Observes AfterTypeDiscovery event) {
        event.getInterceptors().removeIf(type -> type.getName().startsWith(PAYARA_INTERCEPTORS));
    }

    <T> void validate(@Observes @WithAnnotations({CacheResult.class, CachePut.class, CacheRemove.class,
            CacheRemoveAll.class}) ProcessAnnotatedType<T> event) {
        event.getAnnotatedType().getMethods().stream().map(AnnotatedMethod::getJavaMember)
                .forEach(CachedMethod::validate);
    }

    /** Beans without a client proxy: they stand in the way of every hit. */
    void share(@Observes AfterBeanDiscovery event, BeanManager beans) {
        event.<CacheLoads>addBean().types(CacheLoads.class).scope(Singleton.class)
                .produceWith(instance -> new CacheLoads());
        event.<CachedMethods>addBean().types(CachedMethods.class).scope(Singleton.class).produceWith(
                instance -> new CachedMethods(beans.createInstance(), instance.select(CacheLoads.class).get()));
    }
}
