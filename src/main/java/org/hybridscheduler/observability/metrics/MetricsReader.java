package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.Metric;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Snapshot;
import org.eclipse.microprofile.metrics.Timer;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;
import org.hybridscheduler.observability.metrics.MetricFamily.Reading;
import org.hybridscheduler.observability.metrics.MetricFamily.Series;
import org.hybridscheduler.observability.metrics.MetricFamily.Summary;
import org.hybridscheduler.observability.metrics.MetricFamily.Type;
import org.hybridscheduler.observability.metrics.MetricFamily.Value;

/** Reads all metrics of the application and of the server under it, as Prometheus names them. */
@ApplicationScoped
public class MetricsReader {

    private static final double NANOS_PER_SECOND = 1e9;

    @Inject
    @RegistryScope(scope = MetricRegistry.APPLICATION_SCOPE)
    MetricRegistry application;

    @Inject
    @RegistryScope(scope = MetricRegistry.BASE_SCOPE)
    MetricRegistry base;

    @Inject
    @RegistryScope(scope = MetricRegistry.VENDOR_SCOPE)
    MetricRegistry vendor;

    @Inject
    RegisteredMeters meters;

    @Inject
    @Any
    Instance<MetricSource> sources;

    /** A family in the making: a series that comes again, from a later registry, is left out. */
    private record Draft(Type type, String help, Map<Map<String, String>, Reading> readings) {
    }

    /** Every family by its name; the application's come before what the server names alike. */
    public List<MetricFamily> families() {
        SortedMap<String, Draft> drafts = new TreeMap<>();
        for (MetricRegistry registry : List.of(application, base, vendor)) {
            registry.getMetrics().forEach((id, metric) -> add(drafts, registry, id, metric));
        }
        List<MetricFamily> families = new ArrayList<>(meters.families());
        sources.forEach(source -> families.addAll(source.families()));
        drafts.forEach((name, draft) -> families.add(new MetricFamily(name, draft.type(), draft.help(),
                draft.readings().entrySet().stream()
                        .map(series -> new Series(series.getKey(), series.getValue())).toList())));
        families.sort(Comparator.comparing(MetricFamily::name));
        return families;
    }

    private void add(Map<String, Draft> drafts, MetricRegistry registry, MetricID id, Metric metric) {
        Metadata metadata = registry.getMetadata(id.getName());
        String unit = metric instanceof Timer ? "seconds" : metadata.unit().orElse(null);
        Type counterOrNot = metric instanceof Counter ? Type.COUNTER : Type.GAUGE;
        PrometheusName name = PrometheusName.of(id.getName(), unit, counterOrNot);
        Reading reading = reading(metric, name.divisor());
        Draft draft = drafts.computeIfAbsent(name.name(), key -> new Draft(type(metric, reading),
                metadata.description().orElse(null), new LinkedHashMap<>()));
        if (draft.type() == type(metric, reading)) {
            Map<String, String> labels = new HashMap<>();
            id.getTags().forEach((label, value) -> labels.put(PrometheusName.snakeCase(label), value));
            draft.readings().putIfAbsent(labels, reading);
        }
    }

    private static Type type(Metric metric, Reading reading) {
        if (reading instanceof MetricFamily.Histogram) {
            return Type.HISTOGRAM;
        }
        if (reading instanceof Summary) {
            return Type.SUMMARY;
        }
        return metric instanceof Counter ? Type.COUNTER : Type.GAUGE;
    }

    private Reading reading(Metric metric, double divisor) {
        if (metric instanceof Counter counter) {
            return new Value(counter.getCount() / divisor);
        }
        if (metric instanceof Gauge<?> gauge) {
            Number value = gauge.getValue();
            return new Value(value == null ? Double.NaN : value.doubleValue() / divisor);
        }
        if (metric instanceof Histogram histogram) {
            return distribution(histogram.getSnapshot(), histogram.getCount(), histogram.getSum() / divisor, divisor);
        }
        Timer timer = (Timer) metric;
        double seconds = timer.getElapsedTime().toNanos() / NANOS_PER_SECOND;
        return meters.buckets(timer).<Reading>map(BucketHistogram::reading)
                .orElseGet(() -> distribution(timer.getSnapshot(), timer.getCount(), seconds, NANOS_PER_SECOND));
    }

    private static Reading distribution(Snapshot snapshot, long count, double sum, double divisor) {
        SortedMap<Double, Long> buckets = new TreeMap<>();
        for (Snapshot.HistogramBucket bucket : snapshot.bucketValues()) {
            if (Double.isFinite(bucket.getBucket())) {
                buckets.put(bucket.getBucket() / divisor, bucket.getCount());
            }
        }
        if (!buckets.isEmpty()) {
            return new MetricFamily.Histogram(buckets, count, sum);
        }
        SortedMap<Double, Double> quantiles = new TreeMap<>();
        for (Snapshot.PercentileValue quantile : snapshot.percentileValues()) {
            quantiles.put(quantile.getPercentile(), quantile.getValue() / divisor);
        }
        return new Summary(quantiles, count, sum);
    }
}
