package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.hybridscheduler.RecordedLogs;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.simulation.control.LoopControl.Command;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.StoredRun;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.Workload;
import org.junit.jupiter.api.Test;

/**
 * One GPU and one CPU. The first task takes 10 s on the GPU and 10.1 s on the CPU: who knows that gives it the GPU, on
 * which the second, of which it knows nothing yet, would take a tenth of a second. To split does not pay.
 */
class PortfolioCheckTest {

    private static final Workload TRAP = Runs.recorded("arrival_seconds,cpu_seconds,gpu_seconds\n"
            + "0,10.1,10\n0.5,10,0.1\n");

    private static List<LogRecord> logged(Workload workload, String... strategies) throws InterruptedException {
        return logged(20_000, workload, strategies);
    }

    private static List<LogRecord> logged(double rehearsed, Workload workload, String... strategies)
            throws InterruptedException {
        ClusterSpec cluster = new ClusterSpec(1, 1, 16_000, 10, 12e9, new Power(10, 100), new Power(20, 300), 0, 0, 100);
        Map<String, Double> parameters = new TreeMap<>();
        for (String strategy : strategies) {
            Runs.REGISTRY.defaults(strategy).forEach((name, value) -> parameters.put(strategy + "." + name, value));
        }
        parameters.replace("oracle.rehearsal_tasks", rehearsed);
        RunSpecification specification = new RunSpecification(workload.name(), workload.digest(), Draw.IN_ORDER, 1,
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalLong.empty(), cluster, List.of(strategies),
                parameters);
        RecordingStore store = new RecordingStore();
        StoredRun stored = Runs.begin(store, specification);
        PreparedRun run = Runs.prepare(stored, workload, Runnable::run);
        try (RecordedLogs logs = new RecordedLogs(PortfolioCheck.class)) {
            assertThat(new SimulationLoop(stored.id(), run, 0, store, new LoopControl(Command.RUN, () -> 0), () -> 0,
                    new SimulationLoop.Observers(event -> { }, snapshot -> { }, LearnedModels.Observer.NONE)).run()).isTrue();
            return logs.records();
        }
    }

    @Test
    void run_blindStrategyBeatsTheOracle_isLoggedOnce() throws InterruptedException {
        assertThat(logged(TRAP, "oracle", "round_robin", "all_cpu")).singleElement().satisfies(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.INFO);
            assertThat(record.getMessage()).contains("Run 1: round_robin beats the oracle (", "mean turnaround");
        });
    }

    @Test
    void run_oracleIsAheadOrAbsent_isNotLogged() throws InterruptedException {
        assertThat(logged(TRAP, "oracle", "all_gpu")).isEmpty();
        assertThat(logged(TRAP, "round_robin", "all_cpu")).isEmpty();
    }

    @Test
    void run_oneThatKnowsTheTruthBeatsAnOracleThatDidNotRehearse_isLogged() throws InterruptedException {
        Workload contested = Runs.recorded("arrival_seconds,cpu_seconds,gpu_seconds\n0,2.5,1.5\n0,100,2\n0,100,2\n");

        assertThat(logged(0, contested, "oracle", "hetero_prio")).singleElement().satisfies(record ->
                assertThat(record.getMessage()).contains("hetero_prio beats the oracle (shortest_at_earliest_finish)"));
        assertThat(logged(20_000, contested, "oracle", "hetero_prio")).isEmpty();
    }
}
