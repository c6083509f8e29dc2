package org.hybridscheduler.caching.annotations;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.cache.CacheManager;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** A CDI container with our interceptors, the given beans, a cache manager and, where wanted, the ports. */
final class CachingContainer implements AutoCloseable {

    /** One noted operation of a cache. */
    record Operation(CacheOperation operation, CacheOutcome outcome, String cacheName) {
    }

    private final WeldContainer container;

    private CachingContainer(WeldContainer container) {
        this.container = container;
    }

    static CachingContainer start(CacheManager manager, Class<?>... beans) {
        return start(new Ports(() -> manager), beans);
    }

    static CachingContainer start(Ports ports, Class<?>... beans) {
        return new CachingContainer(new Weld().disableDiscovery()
                .addExtension(new CacheAnnotationsExtension()).addExtension(ports).addBeanClasses(beans)
                .addBeanClasses(CacheResultInterceptor.class, CachePutInterceptor.class, CacheRemoveInterceptor.class,
                        CacheRemoveAllInterceptor.class)
                .initialize());
    }

    <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    @Override
    public void close() {
        container.shutdown();
    }

    /** What the application gives the library. */
    static final class Ports implements Extension {

        private final Supplier<CacheManager> manager;
        private final List<Operation> operations = new ArrayList<>();
        private CacheErrorPolicy policy;
        private boolean listening;
        private final Map<Class<?>, Object> others = new HashMap<>();

        Ports(Supplier<CacheManager> manager) {
            this.manager = manager;
        }

        Ports withPolicy(CacheErrorPolicy ownPolicy) {
            this.policy = ownPolicy;
            return this;
        }

        Ports withListener() {
            this.listening = true;
            return this;
        }

        <T> Ports with(Class<T> port, T bean) {
            others.put(port, bean);
            return this;
        }

        List<Operation> operations() {
            return operations;
        }

        void add(@Observes AfterBeanDiscovery event) {
            event.<CacheManager>addBean().types(CacheManager.class).produceWith(beans -> manager.get());
            others.forEach((port, bean) -> event.addBean().types(port).scope(Singleton.class)
                    .produceWith(beans -> bean));
            if (policy != null) {
                event.<CacheErrorPolicy>addBean().types(CacheErrorPolicy.class).scope(Singleton.class)
                        .produceWith(beans -> policy);
            }
            if (listening) {
                event.<CacheOperationListener>addBean().types(CacheOperationListener.class).scope(Singleton.class)
                        .produceWith(beans -> (operation, outcome, name) ->
                                operations.add(new Operation(operation, outcome, name)));
            }
        }
    }
}
