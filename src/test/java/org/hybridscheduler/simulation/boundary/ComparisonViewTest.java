package org.hybridscheduler.simulation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import org.hybridscheduler.JsonDialect;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.boundary.ComparisonView.SchedulerView;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.junit.jupiter.api.Test;

class ComparisonViewTest {

    private static final StrategyRegistry REGISTRY = new StrategyRegistry();

    private static ComparisonView view(ComparisonSnapshot snapshot) {
        return ComparisonView.of(snapshot, REGISTRY);
    }

    private static JsonObject json(ComparisonSnapshot snapshot) {
        try (JsonReader reader = Json.createReader(new StringReader(JsonDialect.jsonb().toJson(view(snapshot))))) {
            return reader.readObject();
        }
    }

    @Test
    void of_someTasks_hasTheRunAndEachStrategysFigures() {
        ComparisonView view = view(Snapshots.afterOneTask(Snapshots.on(DeviceKind.CPU, "random"),
                Snapshots.on(DeviceKind.GPU, "oracle")));

        assertThat(view.run().workload()).isEqualTo("kernels");
        assertThat(view.run().load()).isEqualTo(0.8);
        assertThat(view.run().tasksArrived()).isEqualTo(10);
        assertThat(view.run().tasks()).isEqualTo(1);
        assertThat(view.run().simulatedSeconds()).isEqualTo(20);
        assertThat(view.lowerBound().meanTurnaround()).isEqualTo(1.25);
        assertThat(view.schedulers().keySet()).containsExactly("random", "oracle");
        SchedulerView random = view.schedulers().get("random");
        assertThat(random.meanTurnaround()).isEqualTo(4);
        assertThat(random.p50()).isCloseTo(4, withinPercentage(1));
        assertThat(random.meanWaiting()).isEqualTo(1);
        assertThat(random.meanBoundedSlowdown()).isEqualTo(2);
        assertThat(random.makespan()).isEqualTo(14);
        assertThat(random.totalCost()).isEqualTo(0.03);
        assertThat(random.throughput()).isEqualTo(1 / 14.0);
        assertThat(random.energyDelayProduct()).isEqualTo((20 * 30 + 3 * 90) * 14.0);
        assertThat(random.fairness()).isEqualTo(1);
        assertThat(random.losses()).isEqualTo(3);
        assertThat(random.lostSeconds()).isEqualTo(1.5);
        assertThat(random.wins()).isZero();
        assertThat(random.queueLength()).isEqualTo(4);
        assertThat(random.binding()).isEqualTo("early");
        assertThat(random.knowledge()).isEqualTo("none");
        assertThat(view.schedulers().get("oracle").binding()).isEqualTo("late");
        assertThat(view.schedulers().get("oracle").knowledge()).isEqualTo("clairvoyant");
        assertThat(view.schedulers().get("oracle").wins()).isEqualTo(1);
    }

    @Test
    void of_utilizationUnknown_isNull() {
        assertThat(view(Snapshots.afterOneTask(Snapshots.on(DeviceKind.CPU, "random"))).schedulers().get("random")
                .utilization()).containsEntry("cpu_0", 0.5).containsEntry("gpu_0", null).hasSize(2);
    }

    /** 20 s of both devices idle, and 3 s of the CPU at 90 W more; the GPU's 2 s at 280 W more. */
    @Test
    void of_energy_isTheWholeClustersIdlePowerIncluded() {
        ComparisonView view = view(Snapshots.afterOneTask(Snapshots.on(DeviceKind.CPU, "random"),
                Snapshots.on(DeviceKind.GPU, "oracle")));

        assertThat(view.schedulers().get("random").totalEnergy()).isEqualTo(20 * 30 + 3 * 90);
        assertThat(view.schedulers().get("oracle").totalEnergy()).isEqualTo(20 * 30 + 2 * 280);
    }

    @Test
    void of_regret_isTheDistanceToTheOracle() {
        ComparisonView view = view(Snapshots.afterOneTask(Snapshots.on(DeviceKind.CPU, "random"),
                Snapshots.on(DeviceKind.GPU, "oracle")));

        assertThat(view.schedulers().get("random").regret()).isEqualTo(1);
        assertThat(view.schedulers().get("oracle").regret()).isZero();
    }

    @Test
    void of_noOracleInTheRun_regretIsNull() {
        assertThat(view(Snapshots.afterOneTask(Snapshots.on(DeviceKind.CPU, "random"))).schedulers().get("random")
                .regret()).isNull();
    }

    @Test
    void of_rejectedOnly_meansAreNullAndTheCountIsThere() {
        ComparisonView view = view(Snapshots.afterOneTask(Snapshots.rejected("random"),
                Snapshots.on(DeviceKind.GPU, "oracle")));

        SchedulerView random = view.schedulers().get("random");
        assertThat(random.rejected()).isEqualTo(1);
        assertThat(random.tasks()).isZero();
        assertThat(random.meanTurnaround()).isNull();
        assertThat(random.p99()).isNull();
        assertThat(random.makespan()).isNull();
        assertThat(random.regret()).isNull();
    }

    @Test
    void of_beforeTheFirstTask_unknownIsNull() {
        ComparisonView view = view(Snapshots.beforeTheFirstTask("hybrid_ml", "oracle"));

        assertThat(view.run().load()).isNull();
        assertThat(view.lowerBound().meanTurnaround()).isNull();
        SchedulerView hybridMl = view.schedulers().get("hybrid_ml");
        assertThat(hybridMl.meanTurnaround()).isNull();
        assertThat(hybridMl.p50()).isNull();
        assertThat(hybridMl.queueLength()).isNull();
        assertThat(hybridMl.regret()).isNull();
        assertThat(hybridMl.throughput()).isNull();
        assertThat(hybridMl.energyDelayProduct()).isNull();
        assertThat(hybridMl.fairness()).isNull();
        assertThat(hybridMl.losses()).isNull();
        assertThat(hybridMl.totalEnergy()).isZero();
        assertThat(hybridMl.utilization()).containsOnlyKeys("cpu_0", "gpu_0").containsEntry("cpu_0", null);
        assertThat(hybridMl.coldStartRule()).isEqualTo("some_rule");
        assertThat(view.schedulers().get("oracle").coldStartRule()).isNull();
        assertThat(view.schedulers().get("oracle").delegate()).isEqualTo("eft");
        assertThat(hybridMl.delegate()).isNull();
    }

    @Test
    void of_arrivalsOfAnotherWorkload_namesItInViewAndTable() {
        ComparisonView view = view(Snapshots.atTheTimesOf("log", "random"));

        assertThat(view.run().workload()).isEqualTo("kernels");
        assertThat(view.run().arrivals()).isEqualTo("log");
        assertThat(ComparisonTable.of(view)).startsWith("run 3: kernels at the times of log, seed 42");
        assertThat(view(Snapshots.beforeTheFirstTask("random")).run().arrivals()).isNull();
    }

    @Test
    void json_keys_areTheContracts() {
        JsonObject json = json(Snapshots.afterOneTask(Snapshots.on(DeviceKind.CPU, "random")));

        assertThat(json).containsOnlyKeys("run", "lower_bound", "schedulers");
        assertThat(json.getJsonObject("run")).containsOnlyKeys("id", "workload", "arrivals", "seed", "load", "cpus",
                "gpus", "tasks_arrived", "tasks", "simulated_seconds", "specification_hash");
        assertThat(json.getJsonObject("lower_bound")).containsOnlyKeys("mean_turnaround");
        assertThat(json.getJsonObject("schedulers")).containsOnlyKeys("random");
        assertThat(json.getJsonObject("schedulers").getJsonObject("random")).containsOnlyKeys("tasks",
                "mean_turnaround", "p50", "p95", "p99", "mean_waiting", "mean_bounded_slowdown", "makespan",
                "utilization", "total_energy", "total_cost", "wins", "rejected", "queue_length", "regret", "binding",
                "knowledge", "cold_start_rule", "delegate", "throughput", "energy_delay_product", "fairness", "losses",
                "lost_seconds");
    }

    @Test
    void json_unknownFigures_areWrittenAsNull() {
        JsonObject json = json(Snapshots.beforeTheFirstTask("oracle"));

        JsonObject oracle = json.getJsonObject("schedulers").getJsonObject("oracle");
        assertThat(oracle.get("mean_turnaround")).isEqualTo(JsonValue.NULL);
        assertThat(oracle.getJsonObject("utilization")).containsOnlyKeys("cpu_0", "gpu_0")
                .containsEntry("gpu_0", JsonValue.NULL);
        assertThat(json.getJsonObject("lower_bound").get("mean_turnaround")).isEqualTo(JsonValue.NULL);
    }
}
