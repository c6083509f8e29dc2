package org.hybridscheduler.observability.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.hybridscheduler.observability.metrics.MetricDeclaration.Kind;

/** Keeps what was recorded, and refuses what is not declared that way. */
final class RecordedMeters implements Meters {

    private record Series(Metric metric, List<String> labels) {
    }

    private final Map<Series, Long> counts = new HashMap<>();
    private final Map<Series, List<Double>> observations = new HashMap<>();
    private final Map<Series, DoubleSupplier> gauges = new HashMap<>();

    @Override
    public Count counter(Metric metric, String... labelValues) {
        Series series = series(metric, labelValues, Kind.COUNTER);
        counts.putIfAbsent(series, 0L);
        return more -> counts.merge(series, more, Long::sum);
    }

    @Override
    public Distribution histogram(Metric metric, String... labelValues) {
        return observations.computeIfAbsent(series(metric, labelValues, Kind.HISTOGRAM, Kind.TIMER),
                key -> new ArrayList<>())::add;
    }

    @Override
    public void gauge(Metric metric, DoubleSupplier value, String... labelValues) {
        gauges.putIfAbsent(series(metric, labelValues, Kind.GAUGE), value);
    }

    private static Series series(Metric metric, String[] labelValues, Kind... kinds) {
        MetricDeclaration declared = metric.declaration();
        if (!List.of(kinds).contains(declared.kind()) || declared.labels().size() != labelValues.length) {
            throw new IllegalArgumentException(metric + " with " + List.of(labelValues));
        }
        return new Series(metric, List.of(labelValues));
    }

    /** The counter's value, null where there is none. */
    Long count(Metric metric, String... labelValues) {
        return counts.get(new Series(metric, List.of(labelValues)));
    }

    /** What a histogram observed, in order; null where there is none. */
    List<Double> observed(Metric metric, String... labelValues) {
        return observations.get(new Series(metric, List.of(labelValues)));
    }

    /** The gauge's present value, NaN where there is none. */
    double gauge(Metric metric, String... labelValues) {
        return gauges.getOrDefault(new Series(metric, List.of(labelValues)), () -> Double.NaN).getAsDouble();
    }
}
