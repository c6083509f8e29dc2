package org.hybridscheduler.live.control;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.simulation.engine.ClusterStatus;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.Outcome;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/**
 * The messages on the wire, as the contract has them. Each update is a full state; its sequence number counts the states,
 * so a client sees how many it missed. What is not known is null. Simulated seconds, joules, US dollars.
 */
final class UpdateMessage {

    private static final int VERSION = 1;
    private static final String PREFERRED = "hybrid_ml";
    private static final JsonProvider JSON = JsonProvider.provider();

    private UpdateMessage() {
    }

    static String notification(String message) {
        return JSON.createObjectBuilder().add("type", "notification").add("version", VERSION).add("message", message)
                .build().toString();
    }

    /** The state of a run in which at least one task is done. */
    static String update(ComparisonSnapshot snapshot, long sequence) {
        TaskOutcome task = snapshot.latest();
        Outcome shown = shown(task.outcomes());
        JsonObjectBuilder message = JSON.createObjectBuilder().add("type", "simulation_update").add("version", VERSION)
                .add("sequence", sequence).add("run_id", snapshot.runId()).add("task", task(task.task(), snapshot))
                .add("latest_results", results(task)).add("comparison", comparison(snapshot))
                .add("utilization", utilization(snapshot, shown.strategy()))
                .add("data", data(task.task(), shown, snapshot.specification().cluster()));
        return message.build().toString();
    }

    /** The strategy whose placements and devices are shown: the learned one, or the first. */
    private static Outcome shown(List<Outcome> outcomes) {
        return outcomes.stream().filter(outcome -> outcome.strategy().equals(PREFERRED)).findFirst()
                .orElse(outcomes.get(0));
    }

    private static JsonObjectBuilder task(Task task, ComparisonSnapshot snapshot) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("id", task.id());
        number(json, "size", feature(task, snapshot, "size"));
        number(json, "intensity", feature(task, snapshot, "compute_intensity"));
        return json.add("memory", task.memoryMb());
    }

    private static double feature(Task task, ComparisonSnapshot snapshot, String name) {
        int index = snapshot.featureNames().indexOf(name);
        return index < 0 ? Double.NaN : task.features()[index];
    }

    private static JsonObjectBuilder results(TaskOutcome task) {
        JsonObjectBuilder results = JSON.createObjectBuilder();
        for (Outcome outcome : task.outcomes()) {
            JsonObjectBuilder result = JSON.createObjectBuilder();
            number(result, "time", outcome.turnaroundSeconds());
            number(result, "waiting", outcome.waitingSeconds());
            number(result, "energy", outcome.energyJoules());
            number(result, "cost", outcome.costUsd());
            number(result, "gpu_fraction", outcome.rejected() ? Double.NaN : outcome.placement().gpuFraction());
            results.add(outcome.strategy(), result.add("rejected", outcome.rejected()).add("won", task.won(outcome)));
        }
        return results;
    }

    private static JsonArrayBuilder comparison(ComparisonSnapshot snapshot) {
        JsonArrayBuilder comparison = JSON.createArrayBuilder();
        snapshot.totals().strategies().forEach((name, totals) -> {
            JsonObjectBuilder one = JSON.createObjectBuilder().add("name", name);
            number(one, "avg_time", totals.meanTurnaround());
            comparison.add(one.add("tasks", totals.finished()).add("rejected", totals.rejected()));
        });
        return comparison;
    }

    private static JsonObjectBuilder utilization(ComparisonSnapshot snapshot, String strategy) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("scheduler", strategy);
        Optional<ClusterStatus> cluster = snapshot.clusters().stream()
                .filter(status -> status.strategy().equals(strategy)).findFirst();
        double[] devices = cluster.map(ClusterStatus::utilization).orElse(new double[0]);
        double sum = 0;
        for (int device = 0; device < devices.length; device++) {
            JsonObjectBuilder one = JSON.createObjectBuilder();
            number(one, "utilization", devices[device]);
            json.add(snapshot.specification().cluster().deviceName(device), one);
            sum += devices[device];
        }
        number(json, "average_utilization", sum / devices.length);
        return json;
    }

    private static JsonObjectBuilder data(Task task, Outcome outcome, ClusterSpec cluster) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("task_id", task.id()).add("scheduler", outcome.strategy());
        Placement placement = outcome.placement();
        if (placement == null || placement.gpu() < 0) {
            json.addNull("gpu_id");
        } else {
            json.add("gpu_id", placement.gpu() - cluster.cpus());
        }
        number(json, "gpu_fraction", placement == null ? Double.NaN : placement.gpuFraction());
        number(json, "scheduled_time", outcome.startSeconds());
        return json;
    }

    private static void number(JsonObjectBuilder json, String name, double value) {
        if (Double.isFinite(value)) {
            json.add(name, value);
        } else {
            json.addNull(name);
        }
    }
}
