package org.hybridscheduler.observability.metrics;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All series of one metric name, as Prometheus groups them.
 *
 * @param name Prometheus name; a counter's ends in {@code _total}
 * @param help one line for the reader, null where none is known
 */
public record MetricFamily(String name, Type type, String help, List<Series> series) {

    /** The kinds of metric Prometheus knows. */
    public enum Type { COUNTER, GAUGE, SUMMARY, HISTOGRAM }

    /**
     * One series: its labels and its present reading.
     *
     * @param labels label names and values; written in the order of their names
     */
    public record Series(Map<String, String> labels, Reading reading) {

        public Series {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }
    }

    /** What a series reads now. */
    public sealed interface Reading {
    }

    /** A counter's or gauge's value. */
    public record Value(double value) implements Reading {
    }

    /** Quantiles (each 0 to 1) with their values, how many were observed and their sum. */
    public record Summary(SortedMap<Double, Double> quantiles, long count, double sum) implements Reading {
    }

    /**
     * How many observations were at most each upper bound. The count is what the last bucket, +Inf, holds.
     *
     * @param cumulativeCounts observations at most the key
     */
    public record Histogram(SortedMap<Double, Long> cumulativeCounts, long count, double sum) implements Reading {
    }

    public MetricFamily {
        series = List.copyOf(series);
    }

    /** A declared metric's series. */
    public static MetricFamily of(Metric metric, List<Series> series) {
        MetricDeclaration declaration = metric.declaration();
        Type type = switch (declaration.kind()) {
            case COUNTER -> Type.COUNTER;
            case GAUGE -> Type.GAUGE;
            case HISTOGRAM, TIMER -> Type.HISTOGRAM;
        };
        return new MetricFamily(declaration.name(), type, declaration.help(), series);
    }

    /** One series of a declared counter or gauge. */
    public static Series series(Metric metric, double value, String... labelValues) {
        return series(metric, new Value(value), List.of(labelValues));
    }

    /** @param labelValues as many as the metric has labels, in their order */
    static Series series(Metric metric, Reading reading, List<String> labelValues) {
        List<String> names = metric.declaration().labels();
        Map<String, String> labels = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            labels.put(names.get(i), labelValues.get(i));
        }
        return new Series(labels, reading);
    }
}
