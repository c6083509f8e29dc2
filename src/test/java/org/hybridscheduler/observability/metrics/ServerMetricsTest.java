package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.Tag;
import org.hybridscheduler.observability.exposition.PrometheusText;
import org.hybridscheduler.observability.metrics.InMemoryRegistry.CountingCounter;
import org.hybridscheduler.observability.metrics.InMemoryRegistry.SummingTimer;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {

    private final InMemoryRegistry base = new InMemoryRegistry();
    private final InMemoryRegistry vendor = new InMemoryRegistry();
    private final ServerMetrics metrics = new ServerMetrics(base.registry(), vendor.registry());

    private static Metadata metadata(String name, String unit, String description) {
        return Metadata.builder().withName(name).withUnit(unit).withDescription(description).build();
    }

    private String page() {
        return PrometheusText.of(metrics.families());
    }

    @Test
    void families_camelCaseInMilliseconds_areSnakeCaseInSecondsWithTheServersHelp() {
        Gauge<Long> time = () -> 1500L;
        base.put(metadata("gc.time", "milliseconds", "Time of the collections"), time, new Tag("name", "G1 Young"));

        assertThat(page()).isEqualTo("""
                # HELP gc_time_seconds Time of the collections
                # TYPE gc_time_seconds gauge
                gc_time_seconds{name="G1 Young"} 1.5
                """);
        assertThat(page()).as("at the next scrape").contains("gc_time_seconds{name=\"G1 Young\"} 1.5\n");
    }

    @Test
    void families_withoutDescription_haveTheDeclaredHelpOrTellWhereTheyAreFrom() {
        Gauge<Long> one = () -> 1L;
        base.put(metadata("classloader.loadedClasses.count", null, " "), one);
        vendor.put(metadata("some.otherThing", null, null), one);

        assertThat(page()).contains("# HELP classloader_loaded_classes_number Classes loaded\n",
                "# HELP some_other_thing The server's some.otherThing, which it does not describe\n");
    }

    @Test
    void families_ofBothRegistries_haveEachSeriesOnce() {
        CountingCounter first = new CountingCounter();
        first.inc(5);
        base.put(metadata("queued.requests", null, "Queued"), first, new Tag("pool", "a"));
        vendor.put(metadata("queued.requests", null, "Queued"), new CountingCounter(), new Tag("pool", "a"));
        vendor.put(metadata("queuedRequests", null, "Queued"), new CountingCounter(), new Tag("pool", "b"));

        assertThat(page()).isEqualTo("""
                # HELP queued_requests_total Queued
                # TYPE queued_requests_total counter
                queued_requests_total{pool="a"} 5
                queued_requests_total{pool="b"} 0
                """);
    }

    @Test
    void families_timerWithoutBuckets_isASummaryInSeconds() {
        SummingTimer timer = new SummingTimer();
        timer.update(Duration.ofMillis(250));
        vendor.put(metadata("request.time", null, "Time"), timer);

        assertThat(page()).isEqualTo("""
                # HELP request_time_seconds Time
                # TYPE request_time_seconds summary
                request_time_seconds{quantile="0.5"} 0.25
                request_time_seconds_sum 0.25
                request_time_seconds_count 1
                """);
    }

    @Test
    void families_gaugeWithoutAValue_isNotANumber() {
        Gauge<Long> unknown = () -> null;
        vendor.put(metadata("unknown", null, "Unknown"), unknown);

        assertThat(page()).endsWith("unknown NaN\n");
    }
}
