package org.hybridscheduler.observability.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hybridscheduler.observability.metrics.MetricFamily.Type;

/**
 * What a metric is, told once: registrations, documentation, dashboards' and contract's tests follow from it.
 *
 * @param name Prometheus name: snake_case, ending in its base unit where it has one, a counter's in {@code _total}
 * @param unit base unit ({@code seconds}, {@code bytes}, {@code ratio}), empty where it counts things
 * @param help one line for the reader
 * @param labels label names, in the order of the values that meters are asked with
 * @param buckets ascending upper bounds of a histogram in its unit; empty for other kinds
 * @param maxSeries series kept at most; what comes after the last one shares one whose labels are {@code other}
 * @param origin who measures it
 */
public record MetricDeclaration(String name, Kind kind, String unit, String help, List<String> labels,
        List<Double> buckets, int maxSeries, Origin origin) {

    /** The kinds of metric. */
    public enum Kind {
        COUNTER(Type.COUNTER), GAUGE(Type.GAUGE), HISTOGRAM(Type.HISTOGRAM),
        /** A histogram of wall-clock durations, which the server's own registry shows as well. */
        TIMER(Type.HISTOGRAM);

        private final Type type;

        Kind(Type type) {
            this.type = type;
        }

        /** What Prometheus sees of it. */
        public Type type() {
            return type;
        }
    }

    /** Who measures a metric. */
    public enum Origin {
        APPLICATION,
        /** The server below it; another server may not have it. */
        SERVER
    }

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final int DEFAULT_MAX_SERIES = 200;

    public MetricDeclaration {
        labels = List.copyOf(labels);
        buckets = List.copyOf(buckets);
        require(NAME.matcher(name).matches(), name, "is no snake_case name");
        require((kind == Kind.COUNTER) == name.endsWith("_total"), name, "counters and only they end in _total");
        require(unit.isEmpty() || name.replaceFirst("_total$", "").endsWith("_" + unit), name,
                "does not end in its unit " + unit);
        require(!help.isBlank() && help.lines().count() == 1, name, "needs one line of help");
        require(labels.stream().allMatch(label -> NAME.matcher(label).matches()), name, "has a label that is no name");
        require(maxSeries >= 1, name, "has room for no series");
        boolean distributes = kind == Kind.HISTOGRAM || kind == Kind.TIMER;
        require(distributes != buckets.isEmpty(), name, "histograms and only they have buckets");
        for (int i = 1; i < buckets.size(); i++) {
            require(buckets.get(i - 1) < buckets.get(i), name, "has buckets that do not ascend");
        }
    }

    private static void require(boolean met, String name, String reason) {
        if (!met) {
            throw new IllegalArgumentException("Metric " + name + ": " + reason);
        }
    }

    static MetricDeclaration counter(String name, String unit, String help, String... labels) {
        return new MetricDeclaration(name, Kind.COUNTER, unit, help, List.of(labels), List.of(), DEFAULT_MAX_SERIES,
                Origin.APPLICATION);
    }

    static MetricDeclaration gauge(String name, String unit, String help, String... labels) {
        return new MetricDeclaration(name, Kind.GAUGE, unit, help, List.of(labels), List.of(), DEFAULT_MAX_SERIES,
                Origin.APPLICATION);
    }

    static MetricDeclaration histogram(String name, String unit, String help, List<Double> buckets,
            String... labels) {
        return new MetricDeclaration(name, Kind.HISTOGRAM, unit, help, List.of(labels), buckets, DEFAULT_MAX_SERIES,
                Origin.APPLICATION);
    }

    static MetricDeclaration timer(String name, String help, List<Double> buckets, String... labels) {
        return new MetricDeclaration(name, Kind.TIMER, "seconds", help, List.of(labels), buckets, DEFAULT_MAX_SERIES,
                Origin.APPLICATION);
    }

    MetricDeclaration upTo(int series) {
        return new MetricDeclaration(name, kind, unit, help, labels, buckets, series, origin);
    }

    MetricDeclaration ofTheServer() {
        return new MetricDeclaration(name, kind, unit, help, labels, buckets, maxSeries, Origin.SERVER);
    }

    /** Every name that its samples have in the Prometheus text. */
    public List<String> sampleNames() {
        List<String> names = new ArrayList<>();
        if (kind == Kind.HISTOGRAM || kind == Kind.TIMER) {
            List.of("_bucket", "_sum", "_count").forEach(suffix -> names.add(name + suffix));
        } else {
            names.add(name);
        }
        return names;
    }
}
