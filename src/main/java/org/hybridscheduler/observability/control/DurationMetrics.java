package org.hybridscheduler.observability.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Timers with fine buckets: MicroProfile's own begin at 1 ms, so each timer of its registry, which the operators' port
 * shows, has a histogram beside it, which the Prometheus page shows.
 */
@ApplicationScoped
public class DurationMetrics {

    @Inject
    MetricRegistry registry;

    @Inject
    @ConfigProperty(name = "metrics.duration_buckets")
    String buckets;

    private final Map<Timer, DurationHistogram> histograms = new ConcurrentHashMap<>();

    /** One series of durations. */
    record Series(Timer timer, DurationHistogram histogram) {

        void record(long nanos) {
            timer.update(Duration.ofNanos(nanos));
            histogram.record(nanos);
        }
    }

    /** Registers a series; to be kept by the caller, since this looks it up in the registry. */
    Series series(String name, String help, Tag... tags) {
        Metadata metadata = Metadata.builder().withName(name).withDescription(help).build();
        Timer timer = registry.timer(metadata, tags);
        return new Series(timer, histograms.computeIfAbsent(timer,
                key -> new DurationHistogram(DurationBuckets.parse(buckets))));
    }

    /** The histogram beside a timer; empty for one that was not registered here. */
    Optional<DurationHistogram> histogram(Timer timer) {
        return Optional.ofNullable(histograms.get(timer));
    }
}
