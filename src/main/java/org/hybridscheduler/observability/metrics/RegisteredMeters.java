package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.hybridscheduler.observability.metrics.MetricDeclaration.Kind;
import org.hybridscheduler.observability.metrics.MetricDeclaration.Origin;
import org.hybridscheduler.observability.metrics.Metered.Asked;
import org.hybridscheduler.observability.metrics.Metered.Counted;
import org.hybridscheduler.observability.metrics.Metered.Distributed;
import org.hybridscheduler.observability.metrics.Metered.Timed;

/**
 * Meters in MicroProfile's registry, so that the operators' port shows them, too. Its timers begin at 1 ms and its
 * histograms take whole numbers only, so every distribution has buckets of its own beside or instead of them.
 */
@ApplicationScoped
public class RegisteredMeters implements Meters {

    private final MetricRegistry registry;
    private final Clock clock;
    private final Map<Metric, BoundedMeters<List<String>, Metered>> meters = new EnumMap<>(Metric.class);

    /** For the container's proxy only. */
    protected RegisteredMeters() {
        this(null, null);
    }

    /** @param clock tells when an exemplar was observed */
    @Inject
    public RegisteredMeters(MetricRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        Stream.of(Metric.values()).filter(metric -> metric.declaration().origin() == Origin.APPLICATION)
                .forEach(metric -> meters.put(metric, new BoundedMeters<>(metric.declaration().maxSeries(),
                        Collections.nCopies(metric.declaration().labels().size(), "other"),
                        labels -> create(metric, labels))));
    }

    @Override
    public Count counter(Metric metric, String... labelValues) {
        return (Counted) series(metric, List.of(Kind.COUNTER)).get(values(metric, labelValues));
    }

    @Override
    public Distribution histogram(Metric metric, String... labelValues) {
        return (Distribution) series(metric, List.of(Kind.HISTOGRAM, Kind.TIMER)).get(values(metric, labelValues));
    }

    @Override
    public void gauge(Metric metric, DoubleSupplier value, String... labelValues) {
        BoundedMeters<List<String>, Metered> series = series(metric, List.of(Kind.GAUGE));
        List<String> values = values(metric, labelValues);
        Asked gauge = new Asked(metric.declaration().name(), Labels.of(metric, values), value);
        if (series.offer(values, gauge)) {
            registry.gauge(metadata(metric), value::getAsDouble, tags(metric, values));
        }
    }

    /** Every declared metric that has a series by now. */
    public List<MetricFamily> families() {
        return meters.entrySet().stream().map(entry -> family(entry.getKey(), entry.getValue().all()))
                .filter(family -> !family.series().isEmpty()).toList();
    }

    private static MetricFamily family(Metric metric, Collection<Metered> series) {
        return MetricFamily.of(metric, series.stream().map(Metered::series).toList());
    }

    private BoundedMeters<List<String>, Metered> series(Metric metric, List<Kind> kinds) {
        MetricDeclaration declaration = metric.declaration();
        if (declaration.origin() != Origin.APPLICATION || !kinds.contains(declaration.kind())) {
            throw new IllegalArgumentException(declaration.name() + " is a " + declaration.kind() + " of the "
                    + declaration.origin() + ", not the application's " + kinds);
        }
        return meters.get(metric);
    }

    private static List<String> values(Metric metric, String... values) {
        List<String> names = metric.declaration().labels();
        if (names.size() != values.length) {
            throw new IllegalArgumentException(metric.declaration().name() + " has the labels " + names + ", not "
                    + Arrays.toString(values));
        }
        return List.of(values);
    }

    private Metered create(Metric metric, List<String> values) {
        Labels labels = Labels.of(metric, values);
        MetricDeclaration declaration = metric.declaration();
        return switch (declaration.kind()) {
            case COUNTER -> new Counted(labels, registry.counter(metadata(metric), tags(metric, values)));
            case HISTOGRAM -> new Distributed(labels, new BucketHistogram(declaration.buckets(), clock));
            case TIMER -> new Timed(labels, registry.timer(metadata(metric), tags(metric, values)),
                    new BucketHistogram(declaration.buckets(), clock));
            case GAUGE -> throw new IllegalStateException("A gauge comes with its supplier");
        };
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
}
