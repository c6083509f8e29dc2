package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridscheduler.observability.metrics.ComparedRuns.finished;
import static org.hybridscheduler.observability.metrics.ComparedRuns.rejected;
import static org.hybridscheduler.observability.metrics.ComparedRuns.resolved;
import static org.hybridscheduler.observability.metrics.ComparedRuns.specification;
import static org.hybridscheduler.observability.metrics.ComparedRuns.task;

import jakarta.enterprise.event.Startup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.ModelStatus;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.simulation.engine.ModelRetrained;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulationObserverTest {

    private static final Placement CPU = Placement.on(DeviceKind.CPU, 0);
    private static final Placement GPU = Placement.on(DeviceKind.GPU, 2);
    private static final Placement SPLIT = Placement.split(1, 2, 0.5);

    private final RecordedMeters meters = new RecordedMeters();
    private final SimulationObserver observer = new SimulationObserver();

    @BeforeEach
    void begin() {
        observer.meters = meters;
        observer.begin(new Startup() {
        });
    }

    @Test
    void begin_nothingHappenedYet_noTaskIsInFlight() {
        assertThat(meters.gauge(Metric.SIMULATION_TASKS_IN_FLIGHT)).isZero();
    }

    @Test
    void count_runHasBegun_everySeriesOfItShowsZero() {
        observer.count(resolved(1, specification(1, 1), Map.of()));

        for (String strategy : ComparedRuns.STRATEGIES) {
            assertThat(meters.count(Metric.SIMULATION_SCHEDULER_TASKS, strategy)).isZero();
            assertThat(meters.count(Metric.SIMULATION_TASKS_REJECTED, strategy)).isZero();
            assertThat(meters.count(Metric.SIMULATION_PLACEMENTS, strategy, "cpu_0")).isZero();
            assertThat(meters.count(Metric.SIMULATION_PLACEMENTS, strategy, "gpu_0")).isZero();
            assertThat(meters.observed(Metric.SIMULATION_TURNAROUND, strategy)).isEmpty();
            assertThat(meters.observed(Metric.SIMULATION_BOUNDED_SLOWDOWN, strategy)).isEmpty();
            assertThat(meters.observed(Metric.SIMULATION_DECISION_DURATION, strategy)).isEmpty();
        }
    }

    @Test
    void count_outcomes_areCountedByStrategyAndDevice() {
        observer.count(resolved(1, specification(2, 1), Map.of(),
                task(finished("greedy", CPU, 3, 1.5), finished("oracle", SPLIT, 2, 1)),
                task(rejected("greedy"), finished("oracle", GPU, 4, 2)),
                task(finished("greedy", GPU, 5, 2.5), finished("oracle", GPU, 1, 1))));

        assertThat(meters.count(Metric.SIMULATION_TASKS_PROCESSED)).isEqualTo(3);
        assertThat(meters.gauge(Metric.SIMULATION_TASKS_IN_FLIGHT)).isEqualTo(5);
        assertThat(meters.count(Metric.SIMULATION_SCHEDULER_TASKS, "greedy")).isEqualTo(2);
        assertThat(meters.count(Metric.SIMULATION_SCHEDULER_TASKS, "oracle")).isEqualTo(3);
        assertThat(meters.count(Metric.SIMULATION_TASKS_REJECTED, "greedy")).isEqualTo(1);
        assertThat(meters.count(Metric.SIMULATION_TASKS_REJECTED, "oracle")).isZero();
        assertThat(meters.count(Metric.SIMULATION_PLACEMENTS, "greedy", "cpu_0")).isEqualTo(1);
        assertThat(meters.count(Metric.SIMULATION_PLACEMENTS, "greedy", "gpu_0")).isEqualTo(1);
        assertThat(meters.count(Metric.SIMULATION_PLACEMENTS, "oracle", "cpu_0")).isZero();
        assertThat(meters.count(Metric.SIMULATION_PLACEMENTS, "oracle", "cpu_1")).as("the split").isEqualTo(1);
        assertThat(meters.count(Metric.SIMULATION_PLACEMENTS, "oracle", "gpu_0")).as("it, too").isEqualTo(3);
        assertThat(meters.observed(Metric.SIMULATION_TURNAROUND, "greedy")).containsExactly(3.0, 5.0);
        assertThat(meters.observed(Metric.SIMULATION_BOUNDED_SLOWDOWN, "greedy")).containsExactly(1.5, 2.5);
        assertThat(meters.observed(Metric.SIMULATION_TURNAROUND, "oracle")).containsExactly(2.0, 4.0, 1.0);
    }

    @Test
    void count_decisions_areTimedByStrategyInSeconds() {
        observer.count(resolved(1, specification(1, 1),
                Map.of("greedy", new long[] {1_000, 2_000_000}, "oracle", new long[0])));
        observer.count(resolved(1, specification(1, 1), Map.of("greedy", new long[] {3_000})));

        assertThat(meters.observed(Metric.SIMULATION_DECISION_DURATION, "greedy")).containsExactly(1e-6, 2e-3, 3e-6);
        assertThat(meters.observed(Metric.SIMULATION_DECISION_DURATION, "oracle")).isEmpty();
    }

    /** The device with the number 2 is a GPU of the first run's cluster and a CPU of the second's. */
    @Test
    void count_nextRunOnAnotherCluster_namesItsOwnDevices() {
        observer.count(resolved(1, specification(2, 1), Map.of(),
                task(finished("greedy", GPU, 1, 1), rejected("oracle"))));
        observer.count(resolved(2, specification(3, 0), Map.of(),
                task(finished("greedy", Placement.on(DeviceKind.CPU, 2), 1, 1), rejected("oracle"))));

        assertThat(meters.count(Metric.SIMULATION_PLACEMENTS, "greedy", "gpu_0")).isEqualTo(1);
        assertThat(meters.count(Metric.SIMULATION_PLACEMENTS, "greedy", "cpu_2")).isEqualTo(1);
        assertThat(meters.count(Metric.SIMULATION_SCHEDULER_TASKS, "greedy")).as("of both runs").isEqualTo(2);
    }

    @Test
    void time_retraining_isThereBeforeTheFirstAndThenTimed() {
        observer.know(ComparedRuns.snapshot(specification(1, 1), List.of(),
                Map.of("hybrid_ml", new ModelStatus(0, 0, Double.NaN))));
        assertThat(meters.observed(Metric.MODEL_RETRAINING_DURATION, "hybrid_ml")).isEmpty();

        observer.time(new ModelRetrained("hybrid_ml", Duration.ofMillis(250), Instant.EPOCH));

        assertThat(meters.observed(Metric.MODEL_RETRAINING_DURATION, "hybrid_ml")).containsExactly(0.25);
    }
}
