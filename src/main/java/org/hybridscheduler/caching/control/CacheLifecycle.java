package org.hybridscheduler.caching.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import javax.cache.CacheManager;
import org.eclipse.microprofile.config.Config;

/** Starts the configured backend with the application, closes it at the end, and gives CDI its cache manager. */
@ApplicationScoped
public class CacheLifecycle {

    private static final Logger LOG = System.getLogger(CacheLifecycle.class.getName());

    @Resource
    ManagedExecutorService executor;

    @Inject
    CacheSettings settings;

    private StartingBackend starting;

    @Produces
    @Singleton
    static CacheSettings settings(Config config) {
        return CacheSettings.of(config);
    }

    /** Makes the container create this bean with the application, not with its first use. */
    void begin(@Observes Startup event) {
        LOG.log(Level.DEBUG, "The caches'' backend {0} is starting", settings.backend());
    }

    @PostConstruct
    void start() {
        LOG.log(Level.INFO, "Caches are kept in {0}", settings.redis().map(RedisSettings::address).orElse("memory"));
        starting = new StartingBackend(this::backend, executor, settings.startWait());
    }

    private CacheBackend backend() {
        ClassLoader loader = CacheLifecycle.class.getClassLoader();
        return settings.redis()
                .<CacheBackend>map(redis -> RedisBackend.start(redis, settings.namespaces(), loader, executor))
                .orElseGet(() -> MemoryBackend.start(settings.memoryPort(), settings.namespaces(), loader));
    }

    /** The manager of the backend that serves; the first who asks may wait for its start. */
    @Produces
    @ApplicationScoped
    CacheManager manager() {
        return await().manager();
    }

    CacheBackend await() {
        return starting.await();
    }

    Optional<CacheBackend> current() {
        return starting.current();
    }

    @PreDestroy
    void stop() {
        starting.close();
    }
}
