package org.hybridscheduler.simulation.boundary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.problem.FieldReader;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.simulation.control.StartRequest;
import org.hybridscheduler.workload.StreamSpec.Draw;

/** The body of {@code POST /api/start}: every field is optional, every wrong one is named. */
final class StartBody {

    static final double MAX_PACE = 1e6;
    static final long MAX_TASKS = 1_000_000_000L;
    static final long MAX_QUEUE = 1_000_000;
    /** Seconds; more often than a device can be simulated to fail in any useful time. */
    static final double SHORTEST_TIME_TO_FAILURE = 1e-3;
    static final double LONGEST_TIME_TO_FAILURE = 1e9;

    private StartBody() {
    }

    static StartRequest read(FieldReader body, List<String> workloads, List<String> strategies) {
        OptionalLong cpus = body.integer("cpus", 0, ClusterSpec.MAX_DEVICES);
        OptionalLong gpus = body.integer("gpus", 0, ClusterSpec.MAX_DEVICES);
        if (cpus.isPresent() && gpus.isPresent() && cpus.getAsLong() + gpus.getAsLong() == 0) {
            body.reject("cpus", "is 0 with 0 gpus", "at least one device in all");
        }
        OptionalDouble load = body.decimal("load", 0.01, 10);
        OptionalDouble toFailure = body.decimal("mean_seconds_to_failure", 0, LONGEST_TIME_TO_FAILURE);
        if (toFailure.isPresent() && toFailure.getAsDouble() > 0 && toFailure.getAsDouble() < SHORTEST_TIME_TO_FAILURE) {
            body.reject("mean_seconds_to_failure", "is " + toFailure.getAsDouble(),
                    "0 (never), or a number of at least " + SHORTEST_TIME_TO_FAILURE);
        }
        StartRequest request = new StartRequest(body.text("workload", workloads),
                body.text("draw", names(Draw.values())).map(draw -> Draw.valueOf(draw.toUpperCase(Locale.ROOT))),
                body.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE), load, cpus, gpus,
                body.decimal("gpu_memory_mb", 1, 1e9), body.decimal("noise_cv", 0, 5),
                body.decimal("pace_tasks_per_second", 0, MAX_PACE), body.integer("max_tasks", 1, MAX_TASKS),
                body.strings("schedulers", strategies), body.integer("queue_capacity", 1, MAX_QUEUE),
                body.text("transfers", names(Transfers.values()))
                        .map(transfers -> Transfers.valueOf(transfers.toUpperCase(Locale.ROOT))),
                toFailure, body.decimal("mean_seconds_to_repair", SHORTEST_TIME_TO_FAILURE, LONGEST_TIME_TO_FAILURE),
                body.text("arrivals", workloads));
        body.verify();
        return request;
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    }
}
