package org.hybridscheduler.caching.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.cache.CacheManager;
import org.eclipse.microprofile.config.Config;

/** Starts the caches with the application, closes them at the end, and gives CDI their manager. */
@ApplicationScoped
public class CacheLifecycle {

    private static final Logger LOG = System.getLogger(CacheLifecycle.class.getName());

    @Resource
    ManagedExecutorService executor;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    CacheSettings settings;

    @Inject
    CacheStatistics statistics;

    private Starting<FailoverCaches> starting;

    @Produces
    @Singleton
    static CacheSettings settings(Config config) {
        return CacheSettings.of(config);
    }

    /** Makes the container create this bean with the application, not with its first use. */
    void begin(@Observes Startup event) {
        LOG.log(Level.DEBUG, "The caches in {0} are starting", settings.backends());
    }

    @PostConstruct
    void start() {
        LOG.log(Level.INFO, "Caches are kept in {0}", settings.redis()
                .map(redis -> redis.address() + ", and in memory while it fails").orElse("memory"));
        starting = new Starting<>(() -> new FailoverCaches(settings, statistics, scheduler), executor,
                settings.startWait());
    }

    /** The caches' manager; the first who asks may wait for its start. */
    @Produces
    @ApplicationScoped
    CacheManager manager() {
        return starting.await().caches();
    }

    Starting<FailoverCaches> caches() {
        return starting;
    }

    @PreDestroy
    void stop() {
        starting.close(FailoverCaches::close);
    }
}
