package org.hybridscheduler.caching.control;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.cache.CacheManager;
import org.hybridscheduler.caching.annotations.CacheLoads;

/** The caching beans put together by hand, as the container does it in the server. */
public final class Wiring implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CacheLifecycle lifecycle = new CacheLifecycle();
    private final CacheHealth health = new CacheHealth();
    private final CacheAdministration administration = new CacheAdministration();
    private final CacheStatistics statistics;

    public Wiring(Map<String, String> configuration) {
        CacheSettings settings = CacheSettings.of(new MapConfig(configuration));
        statistics = new CacheStatistics(CacheMetrics.NONE);
        lifecycle.settings = settings;
        lifecycle.statistics = statistics;
        lifecycle.executor = (ManagedExecutorService) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class}, (proxy, method, args) -> method.invoke(threads, args));
        lifecycle.start();
        health.lifecycle = lifecycle;
        health.settings = settings;
        administration.lifecycle = lifecycle;
        administration.settings = settings;
        administration.statistics = statistics;
        administration.health = health;
        administration.loads = new CacheLoads();
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
    }
}
