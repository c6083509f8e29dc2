package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridscheduler.observability.metrics.ComparedRuns.finished;
import static org.hybridscheduler.observability.metrics.ComparedRuns.snapshot;
import static org.hybridscheduler.observability.metrics.ComparedRuns.specification;
import static org.hybridscheduler.observability.metrics.ComparedRuns.task;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hybridscheduler.observability.exposition.PrometheusText;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.ModelStatus;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.simulation.engine.ClusterStatus;
import org.hybridscheduler.simulation.engine.LiveState;
import org.junit.jupiter.api.Test;

class SimulationMetricsTest {

    private static final Placement CPU = Placement.on(DeviceKind.CPU, 0);

    private final SimulationMetrics metrics = new SimulationMetrics();

    private String text() {
        if (metrics.state == null) {
            metrics.state = () -> "running";
        }
        return PrometheusText.of(metrics.families());
    }

    @Test
    void families_eachState_isOneWhileAllOthersAreZero() {
        for (String now : LiveState.WORDS) {
            metrics.state = () -> now;
            assertThat(text()).contains("simulation_state{state=\"" + now + "\"} 1\n");
            assertThat(LiveState.WORDS).filteredOn(word -> !word.equals(now)).hasSize(5).allSatisfy(word ->
                    assertThat(text()).contains("simulation_state{state=\"" + word + "\"} 0\n"));
        }
    }

    @Test
    void families_noRunYet_showTheStateAlone() {
        assertThat(text()).containsOnlyOnce("# TYPE").contains("# TYPE simulation_state gauge");
    }

    @Test
    void families_run_showQueuesUtilizationAndRegretByStrategyAndDevice() {
        metrics.remember(snapshot(specification(1, 1), List.of(
                new ClusterStatus("greedy", 4, 7, 9, new int[] {5, 2}, new double[] {0.5, 0.25}, 0, 0, 0),
                new ClusterStatus("oracle", 4, 1, 3, new int[] {0, 0}, new double[] {1, 0.75}, 0, 0, 0)), Map.of(),
                task(finished("greedy", CPU, 3, 1), finished("oracle", CPU, 2.5, 1))));

        assertThat(text()).contains("simulation_queue_length{scheduler=\"greedy\"} 7\n",
                "simulation_queue_length{scheduler=\"oracle\"} 1\n",
                "simulation_device_queue_length{device=\"cpu_0\",scheduler=\"greedy\"} 5\n",
                "simulation_device_queue_length{device=\"gpu_0\",scheduler=\"greedy\"} 2\n",
                "simulation_device_queue_length{device=\"cpu_0\",scheduler=\"oracle\"} 0\n",
                "simulation_device_utilization_ratio{device=\"cpu_0\",scheduler=\"greedy\"} 0.5\n",
                "simulation_device_utilization_ratio{device=\"gpu_0\",scheduler=\"greedy\"} 0.25\n",
                "simulation_device_utilization_ratio{device=\"gpu_0\",scheduler=\"oracle\"} 0.75\n",
                "simulation_regret_seconds{scheduler=\"greedy\"} 0.5\n",
                "simulation_regret_seconds{scheduler=\"oracle\"} 0\n");
    }

    @Test
    void families_unknownFigures_areLeftOut() {
        metrics.remember(snapshot(specification(1, 1), List.of(
                new ClusterStatus("greedy", 0, 0, 0, new int[2], new double[] {Double.NaN, 0.5}, 0, 0, 0)),
                Map.of("hybrid_ml", new ModelStatus(0, 0, Double.NaN))));

        assertThat(text()).contains("simulation_device_utilization_ratio{device=\"gpu_0\"")
                .doesNotContain("simulation_device_utilization_ratio{device=\"cpu_0\"")
                .doesNotContain("simulation_regret_seconds").doesNotContain("model_error_ratio").doesNotContain("model_coverage_ratio").doesNotContain("NaN");
    }

    @Test
    void families_model_showsVersionErrorAndFailures() {
        metrics.remember(snapshot(specification(1, 1), List.of(),
                Map.of("hybrid_ml", new ModelStatus(7, 2, 0.125, 0.75))));

        assertThat(text()).contains("model_version{model=\"hybrid_ml\"} 7\n",
                "model_error_ratio{model=\"hybrid_ml\"} 0.125\n",
                "model_coverage_ratio{model=\"hybrid_ml\"} 0.75\n",
                "# TYPE model_retraining_failures_total counter",
                "model_retraining_failures_total{model=\"hybrid_ml\"} 2\n");
    }

    @Test
    void families_modelThatNeverFailed_showsZeroFailures() {
        metrics.remember(snapshot(specification(1, 1), List.of(),
                Map.of("hybrid_ml", new ModelStatus(0, 0, Double.NaN))));

        assertThat(text()).contains("model_retraining_failures_total{model=\"hybrid_ml\"} 0\n",
                "model_version{model=\"hybrid_ml\"} 0\n");
    }

    @Test
    void families_largestCluster_haveNoMoreSeriesThanDeclared() {
        List<ClusterStatus> clusters = Stream.of("greedy", "oracle").map(name ->
                new ClusterStatus(name, 1, 0, 0, new int[2048], new double[2048], 0, 0, 0)).toList();
        metrics.remember(snapshot(specification(1024, 1024), clusters, Map.of()));
        metrics.state = () -> "running";

        assertThat(metrics.families()).filteredOn(family -> family.name().contains("_device_")).hasSize(2)
                .allSatisfy(family -> assertThat(family.series()).hasSize(1000));
    }
}
