package org.hybridscheduler.caching.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import javax.cache.Cache;
import org.hybridscheduler.caching.annotations.CacheOperation;
import org.hybridscheduler.caching.annotations.CacheOutcome;

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

    private final Map<String, Long> evictionsAtReset = new ConcurrentHashMap<>();

    /** The names of the namespaces, in the order they are shown. */
    public Set<String> namespaces() {
        return settings.namespaces().keySet();
    }

    /** Each namespace's statistics; what a backend that does not answer would know is null. */
    public Map<String, NamespaceStatistics> statistics() {
        boolean asking = health.operational();
        Map<String, NamespaceStatistics> all = new LinkedHashMap<>();
        namespaces().forEach(name -> all.put(name, statistics(name, asking)));
        return all;
    }

    private NamespaceStatistics statistics(String name, boolean asking) {
        OperationCounts counts = statistics.counts(name);
        long errors = 0;
        for (CacheOperation operation : CacheOperation.values()) {
            errors += counts.sinceReset(operation, CacheOutcome.ERROR);
        }
        Long evictions = asking ? ask(CacheBackend::evictions, name) : null;
        return new NamespaceStatistics(counts.sinceReset(CacheOperation.GET, CacheOutcome.HIT),
                counts.sinceReset(CacheOperation.GET, CacheOutcome.MISS),
                counts.sinceReset(CacheOperation.SET, CacheOutcome.SUCCESS),
                counts.sinceReset(CacheOperation.DELETE, CacheOutcome.SUCCESS),
                evictions == null ? null : evictions - evictionsAtReset.getOrDefault(name, 0L), errors,
                asking ? ask(CacheBackend::size, name) : null, settings.timeToLive(name).toSeconds());
    }

    /** What the backend tells of a namespace; null where it cannot tell or fails meanwhile. */
    private Long ask(BiFunction<CacheBackend, Cache<?, ?>, OptionalLong> question, String name) {
        try {
            CacheBackend backend = lifecycle.await();
            OptionalLong answer = question.apply(backend, backend.manager().getCache(name));
            return answer.isPresent() ? answer.getAsLong() : null;
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "What the backend knows of cache %s is unknown".formatted(name), e);
            return null;
        }
    }

    /** Sets the statistics to zero; entries stay. */
    public void reset() {
        statistics.reset();
        namespaces().forEach(name -> {
            Long evictions = ask(CacheBackend::evictions, name);
            if (evictions != null) {
                evictionsAtReset.put(name, evictions);
            }
        });
    }

    /**
     * Empties a namespace.
     *
     * @return how many entries it held
     * @throws IllegalArgumentException where there is no such namespace
     * @throws RuntimeException         where the backend fails, so that entries may be left
     */
    public long invalidate(String name) {
        if (!namespaces().contains(name)) {
            throw new IllegalArgumentException("No cache namespace is named %s. Maybe one of %s was meant?".formatted(
                    name, String.join(", ", namespaces())));
        }
        long start = System.nanoTime();
        CacheOutcome outcome = CacheOutcome.ERROR;
        try {
            CacheBackend backend = lifecycle.await();
            Cache<?, ?> cache = backend.manager().getCache(name);
            long held = backend.size(cache).orElseThrow();
            cache.clear();
            outcome = CacheOutcome.SUCCESS;
            return held;
        } finally {
            statistics.completed(CacheOperation.INVALIDATE, outcome, name, System.nanoTime() - start);
        }
    }
}
