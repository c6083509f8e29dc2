package org.hybridscheduler.observability.metrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.Metric;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Snapshot;
import org.eclipse.microprofile.metrics.Timer;
import org.hybridscheduler.observability.metrics.MetricFamily.Bucket;
import org.hybridscheduler.observability.metrics.MetricFamily.Quantile;
import org.hybridscheduler.observability.metrics.MetricFamily.Reading;
import org.hybridscheduler.observability.metrics.MetricFamily.Summary;
import org.hybridscheduler.observability.metrics.MetricFamily.Type;
import org.hybridscheduler.observability.metrics.MetricFamily.Value;

/** Reads one of MicroProfile's registries in Prometheus' terms. */
final class RegistryReader {

    private static final Logger LOG = System.getLogger(RegistryReader.class.getName());
    private static final double NANOS_PER_SECOND = 1e9;

    private final MetricRegistry registry;
    /** Made once, as names and labels cost more than readings; as many as the registry has series. */
    private final Map<MetricID, Identity> identities = new ConcurrentHashMap<>();

    RegistryReader(MetricRegistry registry) {
        this.registry = registry;
    }

    /** What does not change of a series. */
    record Identity(PrometheusName name, String help, Labels labels) {
    }

    /** Takes what a series reads. */
    @FunctionalInterface
    interface Sink {

        void take(Identity identity, Type type, Reading reading);
    }

    /** Leaves out what cannot be read: a metric may go, or what it asks may, while the page is made. */
    void read(Sink sink) {
        registry.getMetrics().forEach((id, metric) -> {
            try {
                read(id, metric, sink);
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "The server's metric " + id.getName() + " cannot be read", e);
            }
        });
    }

    private void read(MetricID id, Metric metric, Sink sink) {
        Identity identity = identities.computeIfAbsent(id, key -> identity(key, metric));
        Reading reading = reading(metric, identity.name().divisor());
        sink.take(identity, type(metric, reading), reading);
    }

    private Identity identity(MetricID id, Metric metric) {
        Metadata metadata = registry.getMetadata(id.getName());
        String unit = metric instanceof Timer ? "seconds" : metadata.unit().orElse(null);
        PrometheusName name = PrometheusName.of(id.getName(), unit,
                metric instanceof Counter ? Type.COUNTER : Type.GAUGE);
        Map<String, String> labels = new HashMap<>();
        id.getTags().forEach((label, value) -> labels.put(PrometheusName.snakeCase(label), value));
        return new Identity(name, help(name.name(), id, metadata), Labels.of(labels));
    }

    private static String help(String name, MetricID id, Metadata metadata) {
        return metadata.description().filter(text -> !text.isBlank())
                .or(() -> org.hybridscheduler.observability.metrics.Metric.named(name)
                        .map(declared -> declared.declaration().help()))
                .orElse("The server's " + id.getName() + ", which it does not describe");
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

    private static Reading reading(Metric metric, double divisor) {
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
        return distribution(timer.getSnapshot(), timer.getCount(),
                timer.getElapsedTime().toNanos() / NANOS_PER_SECOND, NANOS_PER_SECOND);
    }

    private static Reading distribution(Snapshot snapshot, long count, double sum, double divisor) {
        List<Bucket> buckets = Stream.of(snapshot.bucketValues()).filter(bucket -> Double.isFinite(bucket.getBucket()))
                .map(bucket -> new Bucket(Bound.of(bucket.getBucket() / divisor), bucket.getCount(), null)).toList();
        if (!buckets.isEmpty()) {
            return new MetricFamily.Histogram(Stream.concat(buckets.stream(),
                    Stream.of(new Bucket(Bound.INFINITY, count, null))).toList(), sum);
        }
        return new Summary(Stream.of(snapshot.percentileValues())
                .map(one -> new Quantile(Bound.of(one.getPercentile()), one.getValue() / divisor)).toList(), count, sum);
    }
}
