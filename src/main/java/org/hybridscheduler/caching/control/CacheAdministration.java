package org.hybridscheduler.caching.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.cache.CacheManager;
import org.hybridscheduler.caching.annotations.CacheLoads;
import org.hybridscheduler.caching.failover.spi.BackendStatus;
import org.hybridscheduler.caching.failover.spi.CacheInspection;
import org.hybridscheduler.caching.failover.spi.FailoverListener;

/** Looks into the namespaces and empties them. */
@ApplicationScoped
public class CacheAdministration {

    private static final Logger LOG = System.getLogger(CacheAdministration.class.getName());

    @Inject
    CacheLifecycle lifecycle;

    @Inject
    CacheSettings settings;

    @Inject
    CacheStatistics statistics;

    @Inject
    CacheHealth health;

    @Inject
    CacheLoads loads;

    private final Map<String, Reset> resets = new ConcurrentHashMap<>();

    /** Evictions are counted per generation of entries, and not by us: a reset notes how many there were. */
    private record Reset(String generation, long evictions) {
    }

    /** The names of the namespaces, in the order they are shown. */
    public Set<String> namespaces() {
        return settings.namespaces().keySet();
    }

    /** Each namespace's statistics. */
    public Map<String, NamespaceStatistics> statistics() {
        Map<String, NamespaceStatistics> all = new LinkedHashMap<>();
        settings.namespaces().forEach((name, namespace) -> all.put(name, statistics(name, namespace)));
        return all;
    }

    private NamespaceStatistics statistics(String name, CacheSettings.Namespace namespace) {
        String serving = health.backend();
        OptionalLong evictions = evictionsSinceReset(name);
        OptionalLong size = ask(name, CacheInspection::size);
        Map<String, BackendStatistics> backends = new LinkedHashMap<>();
        for (String backend : settings.backends()) {
            boolean serves = backend.equals(serving);
            backends.put(backend, BackendStatistics.of(statistics.counts(name, backend),
                    serves ? evictions : OptionalLong.empty(), serves ? size : OptionalLong.empty()));
        }
        if (namespace.near()) {
            backends.put(FailoverListener.NEAR, BackendStatistics.of(statistics.counts(name, FailoverListener.NEAR),
                    OptionalLong.empty(), ask(name, CacheInspection::nearSize)));
        }
        return new NamespaceStatistics(BackendStatistics.of(backends.values(), evictions, size), backends,
                namespace.timeToLive());
    }

    private OptionalLong evictionsSinceReset(String name) {
        OptionalLong evictions = ask(name, CacheInspection::evictions);
        Reset reset = resets.get(name);
        return reset == null || evictions.isEmpty() || !reset.generation().equals(generation()) ? evictions
                : OptionalLong.of(evictions.getAsLong() - reset.evictions());
    }

    private String generation() {
        return health.status().map(BackendStatus::generation).orElse("");
    }

    /** What the serving backend tells of a namespace; empty where it cannot tell or fails meanwhile. */
    private OptionalLong ask(String name, Function<CacheInspection, OptionalLong> question) {
        Optional<CacheManager> manager = lifecycle.caches().current().map(FailoverCaches::caches);
        try {
            return manager.map(caches -> question.apply(inspection(caches, name))).orElse(OptionalLong.empty());
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "What the backend knows of cache %s is unknown".formatted(name), e);
            return OptionalLong.empty();
        }
    }

    private static CacheInspection inspection(CacheManager caches, String name) {
        return caches.getCache(name).unwrap(CacheInspection.class);
    }

    /** Sets the statistics to zero; entries stay. */
    public void reset() {
        statistics.reset();
        namespaces().forEach(name -> ask(name, CacheInspection::evictions)
                .ifPresent(evictions -> resets.put(name, new Reset(generation(), evictions))));
    }

    /**
     * Empties a namespace in every backend and on every node.
     *
     * @return how many entries it held, as far as is known
     * @throws IllegalArgumentException where there is no such namespace
     * @throws RuntimeException         where no backend can be emptied, so that entries may be left
     */
    public long invalidate(String name) {
        if (!namespaces().contains(name)) {
            throw new IllegalArgumentException("No cache namespace is named %s. Maybe one of %s was meant?".formatted(
                    name, String.join(", ", namespaces())));
        }
        // A load that began before would put back what it read.
        loads.detach(name);
        return inspection(lifecycle.caches().await().caches(), name).purge();
    }
}
