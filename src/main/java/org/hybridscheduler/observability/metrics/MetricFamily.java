package org.hybridscheduler.observability.metrics;

import java.util.List;
import java.util.Map;

/**
 * All series of one metric name, as Prometheus groups them.
 *
 * @param name Prometheus name, ending in its unit where it has one; a counter's ends in {@code _total}
 * @param unit base unit, empty where it has none
 * @param help one line for the reader
 */
public record MetricFamily(String name, Type type, String unit, String help, List<Series> series) {

    /** The kinds of metric Prometheus knows. */
    public enum Type { COUNTER, GAUGE, SUMMARY, HISTOGRAM }

    /** One series: its labels and its present reading. */
    public record Series(Labels labels, Reading reading) {

        public Series(Map<String, String> labels, Reading reading) {
            this(Labels.of(labels), reading);
        }
    }

    /** What a series reads now. */
    public sealed interface Reading {
    }

    /** A counter's or gauge's value. */
    public record Value(double value) implements Reading {
    }

    /** Quantiles with their values, how many were observed and their sum. */
    public record Summary(List<Quantile> quantiles, long count, double sum) implements Reading {
    }

    /** @param share 0 to 1 */
    public record Quantile(Bound share, double value) {
    }

    /** @param buckets by ascending bounds, the last of which is +Inf, and so counts all */
    public record Histogram(List<Bucket> buckets, double sum) implements Reading {

        /** How many were observed. */
        public long count() {
            return buckets.get(buckets.size() - 1).count();
        }
    }

    /**
     * @param atMost upper bound
     * @param count observations at most that
     * @param exemplar the latest observation of a sampled trace in this bucket and no lower one, null where none was
     */
    public record Bucket(Bound atMost, long count, Exemplar exemplar) {
    }

    public MetricFamily {
        series = List.copyOf(series);
    }

    /** A declared metric's series. */
    public static MetricFamily of(Metric metric, List<Series> series) {
        MetricDeclaration declaration = metric.declaration();
        return new MetricFamily(declaration.name(), declaration.kind().type(), declaration.unit(), declaration.help(),
                series);
    }

    /** One series of a declared counter or gauge. */
    public static Series series(Metric metric, double value, String... labelValues) {
        return new Series(Labels.of(metric, List.of(labelValues)), new Value(value));
    }
}
