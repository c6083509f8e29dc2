package org.hybridscheduler.caching.control;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.cache.CacheManager;
import org.hybridscheduler.caching.annotations.CacheLoads;

/** The caching beans put together by hand, as the container does it in the server. */
public final class Wiring implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
    private final CacheLifecycle lifecycle = new CacheLifecycle();
    private final CacheHealth health = new CacheHealth();
    private final CacheAdministration administration = new CacheAdministration();
    private final CacheStatistics statistics;

    public Wiring(Map<String, String> configuration) {
        CacheSettings settings = CacheSettings.of(new MapConfig(configuration));
        statistics = new CacheStatistics(CacheMetrics.NONE);
        lifecycle.settings = settings;
        lifecycle.statistics = statistics;
        lifecycle.executor = managed(ManagedExecutorService.class, threads);
        lifecycle.scheduler = managed(ManagedScheduledExecutorService.class, timers);
        lifecycle.start();
        health.lifecycle = lifecycle;
        health.settings = settings;
        administration.lifecycle = lifecycle;
        administration.settings = settings;
        administration.statistics = statistics;
        administration.health = health;
        administration.loads = new CacheLoads();
    }

    private static <T extends ExecutorService> T managed(Class<T> type, ExecutorService threads) {
        return type.cast(Proxy.newProxyInstance(Wiring.class.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> method.invoke(threads, args)));
    }

    public CacheManager manager() {
        return lifecycle.manager();
    }

    public CacheHealth health() {
        return health;
    }

    public CacheAdministration administration() {
        return administration;
    }

    public CacheStatistics statistics() {
        return statistics;
    }

    @Override
    public void close() {
        lifecycle.stop();
        threads.shutdown();
        timers.shutdown();
    }
}
