package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.hybridscheduler.observability.metrics.MetricDeclaration.Kind;

/**
 * Meters in MicroProfile's registry, so that the operators' port shows them, too. Its timers begin at 1 ms and its
 * histograms take whole numbers only, so every distribution has buckets of its own beside or instead of them.
 */
@ApplicationScoped
public class RegisteredMeters implements Meters {

    private final MetricRegistry registry;
    private final Map<Metric, BoundedMeters<List<String>, Count>> counters = new EnumMap<>(Metric.class);
    private final Map<Metric, BoundedMeters<List<String>, Histogram>> histograms = new EnumMap<>(Metric.class);
    private final Map<Timer, BucketHistogram> beside = new ConcurrentHashMap<>();

    /** For the container's proxy only. */
    protected RegisteredMeters() {
        this(null);
    }

    @Inject
    RegisteredMeters(MetricRegistry registry) {
        this.registry = registry;
        for (Metric metric : Metric.values()) {
            switch (metric.declaration().kind()) {
                case COUNTER -> counters.put(metric, bounded(metric, labels -> registerCounter(metric, labels)));
                case HISTOGRAM, TIMER ->
                        histograms.put(metric, bounded(metric, labels -> registerHistogram(metric, labels)));
                default -> {
                    // A gauge is registered with its supplier.
                }
            }
        }
    }

    /** A series of a histogram: what it holds, and the way to it. */
    private record Histogram(BucketHistogram buckets, Distribution distribution) {
    }

    private static <M> BoundedMeters<List<String>, M> bounded(Metric metric, Function<List<String>, M> create) {
        MetricDeclaration declaration = metric.declaration();
        return new BoundedMeters<>(declaration.maxSeries(),
                Collections.nCopies(declaration.labels().size(), "other"), create);
    }

    @Override
    public Count counter(Metric metric, String... labelValues) {
        return known(counters, metric).get(labels(metric, labelValues));
    }

    @Override
    public Distribution histogram(Metric metric, String... labelValues) {
        return known(histograms, metric).get(labels(metric, labelValues)).distribution();
    }

    @Override
    public void gauge(Metric metric, DoubleSupplier value, String... labelValues) {
        if (metric.declaration().kind() != Kind.GAUGE) {
            throw new IllegalArgumentException(metric.declaration().name() + " is no gauge");
        }
        registry.gauge(metadata(metric), value::getAsDouble, tags(metric, labels(metric, labelValues)));
    }

    /** The buckets beside a timer of the registry; empty for one that was not registered here. */
    Optional<BucketHistogram> buckets(Timer timer) {
        return Optional.ofNullable(beside.get(timer));
    }

    /** The histograms that the registry does not hold. */
    List<MetricFamily> families() {
        return histograms.keySet().stream()
                .filter(metric -> metric.declaration().kind() == Kind.HISTOGRAM)
                .map(metric -> MetricFamily.of(metric, histograms.get(metric).all().entrySet().stream()
                        .map(entry -> MetricFamily.series(metric, entry.getValue().buckets().reading(),
                                entry.getKey())).toList()))
                .filter(family -> !family.series().isEmpty()).toList();
    }

    private static <M> BoundedMeters<List<String>, M> known(Map<Metric, BoundedMeters<List<String>, M>> meters,
            Metric metric) {
        BoundedMeters<List<String>, M> found = meters.get(metric);
        if (found == null) {
            throw new IllegalArgumentException(metric.declaration().name() + " is a " + metric.declaration().kind());
        }
        return found;
    }

    private static List<String> labels(Metric metric, String... values) {
        List<String> names = metric.declaration().labels();
        if (names.size() != values.length) {
            throw new IllegalArgumentException(metric.declaration().name() + " has the labels " + names + ", not "
                    + List.of(values));
        }
        return List.of(values);
    }

    private Count registerCounter(Metric metric, List<String> labels) {
        return registry.counter(metadata(metric), tags(metric, labels))::inc;
    }

    private Histogram registerHistogram(Metric metric, List<String> labels) {
        BucketHistogram buckets = new BucketHistogram(metric.declaration().buckets());
        if (metric.declaration().kind() == Kind.HISTOGRAM) {
            return new Histogram(buckets, buckets);
        }
        Timer timer = registry.timer(metadata(metric), tags(metric, labels));
        beside.put(timer, buckets);
        return new Histogram(buckets, new Timed(timer, buckets));
    }

    private static Metadata metadata(Metric metric) {
        return Metadata.builder().withName(metric.declaration().name())
                .withDescription(metric.declaration().help()).build();
    }

    private static Tag[] tags(Metric metric, List<String> values) {
        List<String> names = metric.declaration().labels();
        return IntStream.range(0, names.size()).mapToObj(i -> new Tag(names.get(i), values.get(i)))
                .toArray(Tag[]::new);
    }

    private record Timed(Timer timer, BucketHistogram buckets) implements Distribution {

        @Override
        public void record(double seconds) {
            recordNanos(Math.round(seconds * 1e9));
        }

        @Override
        public void recordNanos(long nanos) {
            timer.update(Duration.ofNanos(nanos));
            buckets.recordNanos(nanos);
        }
    }
}
