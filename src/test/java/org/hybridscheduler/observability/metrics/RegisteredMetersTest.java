package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.hybridscheduler.observability.exposition.PrometheusText;
import org.hybridscheduler.observability.metrics.MetricDeclaration.Kind;
import org.hybridscheduler.observability.metrics.MetricDeclaration.Origin;
import org.junit.jupiter.api.Test;

class RegisteredMetersTest {

    private final InMemoryRegistry server = new InMemoryRegistry();
    private final RegisteredMeters meters = new RegisteredMeters(server.registry(), Clock.systemUTC());

    private String page() {
        return PrometheusText.of(meters.families());
    }

    @Test
    void counter_moved_showsOnThePageAndInTheServersRegistry() {
        meters.counter(Metric.CACHE_LOADS, "training_data", "loaded").add(3);

        assertThat(page()).contains("# TYPE cache_loads_total counter\n",
                "cache_loads_total{namespace=\"training_data\",result=\"loaded\"} 3\n");
        assertThat(server.metrics().get(new MetricID("cache_loads_total", new Tag("namespace", "training_data"),
                new Tag("result", "loaded")))).isInstanceOfSatisfying(Counter.class,
                        counter -> assertThat(counter.getCount()).isEqualTo(3));
    }

    @Test
    void timer_recorded_hasItsBucketsOnThePageAndItsSumInTheServersRegistry() {
        meters.histogram(Metric.MODEL_RETRAINING_DURATION, "forest").recordNanos(2_000_000);

        assertThat(page()).contains("# TYPE model_retraining_duration_seconds histogram\n",
                "model_retraining_duration_seconds_bucket{model=\"forest\",le=\"0.001\"} 0\n",
                "model_retraining_duration_seconds_bucket{model=\"forest\",le=\"0.0025\"} 1\n",
                "model_retraining_duration_seconds_sum{model=\"forest\"} 0.002\n");
        assertThat(server.metrics().values()).singleElement().isInstanceOfSatisfying(Timer.class,
                timer -> assertThat(timer.getElapsedTime().toNanos()).isEqualTo(2_000_000));
    }

    @Test
    void histogram_recorded_isOurs() {
        meters.histogram(Metric.HISTORY_WRITE_BATCH).record(4);

        assertThat(page()).contains("history_write_batch_tasks_bucket{le=\"2.0\"} 0\n",
                "history_write_batch_tasks_bucket{le=\"5.0\"} 1\n", "history_write_batch_tasks_sum 4\n");
        assertThat(server.metrics()).isEmpty();
    }

    @Test
    void gauge_ofTheSameLabels_keepsTheFirstSupplier() {
        meters.gauge(Metric.MODEL_VERSION, () -> 7, "forest");
        meters.gauge(Metric.MODEL_VERSION, () -> 8, "forest");

        assertThat(page()).contains("model_version{model=\"forest\"} 7\n").doesNotContain(" 8\n");
        assertThat(server.metrics().values()).singleElement().isInstanceOfSatisfying(Gauge.class,
                gauge -> assertThat(gauge.getValue()).isEqualTo(7.0));
    }

    @Test
    void gauge_thatThrows_isNotANumberAndTakesNothingAlong() {
        meters.gauge(Metric.HISTORY_BUFFER, () -> {
            throw new IllegalStateException("closed");
        });
        meters.gauge(Metric.WEBSOCKET_CONNECTIONS, () -> 2);

        assertThat(page()).contains("history_buffer_tasks NaN\n", "websocket_connections_active 2\n");
    }

    @Test
    void counter_beyondItsMostSeries_sharesOneAndLosesNothing() {
        int most = Metric.ERRORS.declaration().maxSeries();
        IntStream.range(0, most + 50).forEach(i -> meters.counter(Metric.ERRORS, "Exception" + i).increment());

        assertThat(page().lines().filter(line -> line.startsWith("errors_total{"))).hasSize(most + 1)
                .contains("errors_total{type=\"other\"} 50");
    }

    @Test
    void gauge_beyondItsMostSeries_isLeftOut() {
        int most = Metric.MODEL_VERSION.declaration().maxSeries();
        IntStream.range(0, most + 50).forEach(i -> meters.gauge(Metric.MODEL_VERSION, () -> i, "model" + i));

        assertThat(page().lines().filter(line -> line.startsWith("model_version{"))).hasSize(most)
                .noneMatch(line -> line.contains("other"));
    }

    @Test
    void meter_wrongNumberOfLabels_isRefusedWithTheirNames() {
        assertThatIllegalArgumentException().isThrownBy(() -> meters.counter(Metric.CACHE_LOADS, "training_data"))
                .withMessageContaining("cache_loads_total").withMessageContaining("[namespace, result]")
                .withMessageContaining("[training_data]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meters.histogram(Metric.HISTORY_WRITE_DURATION, "too much"));
        assertThatIllegalArgumentException().isThrownBy(() -> meters.gauge(Metric.MODEL_VERSION, () -> 1));
    }

    @Test
    void meter_ofAnotherKindOrTheServers_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> meters.counter(Metric.HISTORY_BUFFER))
                .withMessageContaining("history_buffer_tasks").withMessageContaining("GAUGE");
        assertThatIllegalArgumentException().isThrownBy(() -> meters.histogram(Metric.ERRORS, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> meters.gauge(Metric.ERRORS, () -> 1, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> meters.gauge(Metric.THREADS, () -> 1))
                .withMessageContaining("SERVER");
    }

    @Test
    void start_withoutLabels_everyCounterAndHistogramShowsExceptWhatIsKeptElsewhere() {
        StartingSeries.show(meters, Set.of("cache_failovers_total"));

        List<Metric> shown = meters.families().stream().map(family -> Metric.named(family.name()).orElseThrow())
                .toList();
        assertThat(shown).contains(Metric.SIMULATION_TASKS_PROCESSED, Metric.HISTORY_WRITE_BATCH,
                Metric.HISTORY_WRITE_DELAY).doesNotContain(Metric.CACHE_FAILOVERS).allSatisfy(metric -> {
                    assertThat(metric.declaration().labels()).isEmpty();
                    assertThat(metric.declaration().kind()).isNotEqualTo(Kind.GAUGE);
                    assertThat(metric.declaration().origin()).isEqualTo(Origin.APPLICATION);
                });
        assertThat(page()).contains("simulation_tasks_processed_total 0\n", "history_write_delay_seconds_count 0\n");
    }
}
