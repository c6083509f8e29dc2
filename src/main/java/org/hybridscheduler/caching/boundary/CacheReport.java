package org.hybridscheduler.caching.boundary;

import jakarta.json.bind.annotation.JsonbNillable;
import java.util.Map;
import org.hybridscheduler.caching.control.NamespaceStatistics;

/**
 * What {@code GET /metrics/cache} answers.
 *
 * @param status {@code operational} while the configured backend serves, else {@code degraded}
 */
public record CacheReport(Totals cacheStats, String status) {

    /**
     * The namespaces together.
     *
     * @param hitRatePercent  null where nothing was asked for yet
     * @param memoryCacheSize entries in this process's memory; null where unknown
     */
    @JsonbNillable
    public record Totals(long hits, long misses, long totalRequests, Double hitRatePercent, Long memoryCacheSize,
                         String backend, Map<String, NamespaceStatistics> namespaces) {
    }

    static CacheReport of(Map<String, NamespaceStatistics> namespaces, String backend, boolean operational) {
        long hits = namespaces.values().stream().mapToLong(NamespaceStatistics::hits).sum();
        long misses = namespaces.values().stream().mapToLong(NamespaceStatistics::misses).sum();
        long requests = hits + misses;
        Double rate = requests == 0 ? null : Math.round(10_000.0 * hits / requests) / 100.0;
        return new CacheReport(new Totals(hits, misses, requests, rate, inMemory(namespaces, backend), backend,
                namespaces), operational ? "operational" : "degraded");
    }

    private static Long inMemory(Map<String, NamespaceStatistics> namespaces, String backend) {
        if (!"memory".equals(backend)) {
            return 0L;
        }
        boolean known = namespaces.values().stream().allMatch(namespace -> namespace.size() != null);
        return known ? namespaces.values().stream().mapToLong(NamespaceStatistics::size).sum() : null;
    }
}
