package org.hybridscheduler.observability.metrics;

import java.util.Locale;
import java.util.Map;
import org.hybridscheduler.observability.metrics.MetricFamily.Type;

/**
 * A metric's Prometheus name and base unit, made of its name and unit in the registry. The server's own metrics are
 * camelCase, dotted and in units of many sizes; Prometheus asks for snake_case and base units.
 *
 * @param name    name with the base unit, and {@code _total} for a counter
 * @param unit    the base unit, empty where it has none
 * @param divisor what a value in the registry is divided by to be in the base unit
 */
record PrometheusName(String name, String unit, double divisor) {

    private record Base(String unit, double divisor) {
    }

    private static final Map<String, Base> BASES = Map.ofEntries(
            Map.entry("nanoseconds", new Base("seconds", 1e9)),
            Map.entry("microseconds", new Base("seconds", 1e6)),
            Map.entry("milliseconds", new Base("seconds", 1e3)),
            Map.entry("seconds", new Base("seconds", 1)),
            Map.entry("minutes", new Base("seconds", 1 / 60.0)),
            Map.entry("hours", new Base("seconds", 1 / 3_600.0)),
            Map.entry("days", new Base("seconds", 1 / 86_400.0)),
            Map.entry("bytes", new Base("bytes", 1)),
            Map.entry("kilobytes", new Base("bytes", 1e-3)),
            Map.entry("megabytes", new Base("bytes", 1e-6)),
            // MicroProfile calls percent what its loads and utilizations give as 0 to 1.
            Map.entry("percent", new Base("ratio", 1)));

    /** @param unit the registry's unit, null or {@code none} where it has none; others than those above are left out */
    static PrometheusName of(String name, String unit, Type type) {
        Base base = unit == null ? null : BASES.get(unit);
        String stem = stem(snakeCase(name), type);
        if (base != null && !stem.endsWith("_" + base.unit())) {
            stem += "_" + base.unit();
        }
        return new PrometheusName(type == Type.COUNTER ? stem + "_total" : stem, base == null ? "" : base.unit(),
                base == null ? 1 : base.divisor());
    }

    /** Without an ending that Prometheus keeps for another type of metric. */
    private static String stem(String name, Type type) {
        String withoutTotal = name.replaceFirst("_total$", "");
        return type == Type.COUNTER ? withoutTotal : withoutTotal.replaceFirst("_count$", "_number");
    }

    static String snakeCase(String name) {
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
                .replaceAll("[^a-zA-Z0-9]+", "_").toLowerCase(Locale.ROOT);
        return Character.isDigit(words.charAt(0)) ? "_" + words : words;
    }
}
