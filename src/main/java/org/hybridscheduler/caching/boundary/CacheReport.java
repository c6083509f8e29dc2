package org.hybridscheduler.caching.boundary;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.hybridscheduler.caching.control.BackendStatistics;
import org.hybridscheduler.caching.control.NamespaceStatistics;

/**
 * What {@code GET /metrics/cache} answers. A figure is a number, or {@code "n/a"} where it is unknown.
 *
 * @param status {@code operational} while the configured backend serves, else {@code degraded}
 */
public record CacheReport(Totals cacheStats, String status) {

    private static final JsonValue UNKNOWN = Json.createValue("n/a");
    private static final String REDIS = "redis";
    private static final String MEMORY = "memory";
    private static final String NEAR = "near";

    /**
     * The namespaces together.
     *
     * @param memoryCacheSize entries that are served from this process's memory: those of the near tiers, and the
     *                        memory backend's unless Redis serves
     * @param backend         the one that serves now
     */
    public record Totals(long hits, long misses, long totalRequests, JsonValue hitRatePercent,
                         JsonValue memoryCacheSize, String backend, Map<String, Namespace> namespaces) {
    }

    /** One cache; evictions and size are those of the backend that serves. */
    public record Namespace(long hits, long misses, long puts, long removals, JsonValue evictions, long errors,
                            JsonValue avgGetMicros, JsonValue size, long ttlSeconds, Map<String, Backend> backends) {

        static Namespace of(NamespaceStatistics namespace) {
            BackendStatistics total = namespace.total();
            return new Namespace(total.hits(), total.misses(), total.puts(), total.removals(),
                    figure(total.evictions()), total.errors(), figure(total.averageGetMicros()), figure(total.size()),
                    namespace.timeToLive().toSeconds(), mapped(namespace.backends(), Backend::of));
        }
    }

    /** One cache in one backend. */
    public record Backend(long hits, long misses, long puts, long removals, JsonValue evictions, long errors,
                          JsonValue avgGetMicros, JsonValue size) {

        static Backend of(BackendStatistics one) {
            return new Backend(one.hits(), one.misses(), one.puts(), one.removals(), figure(one.evictions()),
                    one.errors(), figure(one.averageGetMicros()), figure(one.size()));
        }
    }

    static CacheReport of(Map<String, NamespaceStatistics> namespaces, String backend, boolean operational) {
        long hits = namespaces.values().stream().mapToLong(each -> each.total().hits()).sum();
        long misses = namespaces.values().stream().mapToLong(each -> each.total().misses()).sum();
        long requests = hits + misses;
        OptionalDouble rate = requests == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * hits / requests);
        return new CacheReport(new Totals(hits, misses, requests, figure(rate), figure(inMemory(namespaces, backend)),
                backend, mapped(namespaces, Namespace::of)), operational ? "operational" : "degraded");
    }

    private static OptionalLong inMemory(Map<String, NamespaceStatistics> namespaces, String backend) {
        List<OptionalLong> sizes = namespaces.values().stream().flatMap(each -> each.backends().entrySet().stream())
                .filter(each -> each.getKey().equals(NEAR) || each.getKey().equals(MEMORY) && !backend.equals(REDIS))
                .map(each -> each.getValue().size()).toList();
        return sizes.stream().allMatch(OptionalLong::isPresent)
                ? OptionalLong.of(sizes.stream().mapToLong(OptionalLong::getAsLong).sum()) : OptionalLong.empty();
    }

    private static <A, B> Map<String, B> mapped(Map<String, A> map, Function<A, B> function) {
        Map<String, B> mapped = new LinkedHashMap<>();
        map.forEach((key, value) -> mapped.put(key, function.apply(value)));
        return mapped;
    }

    private static JsonValue figure(OptionalLong known) {
        return known.isPresent() ? Json.createValue(known.getAsLong()) : UNKNOWN;
    }

    private static JsonValue figure(OptionalDouble known) {
        return known.isPresent()
                ? Json.createValue(BigDecimal.valueOf(known.getAsDouble()).setScale(2, RoundingMode.HALF_UP)) : UNKNOWN;
    }
}
