package org.hybridscheduler.simulation.boundary;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hybridscheduler.problem.FieldReader;
import org.hybridscheduler.problem.FieldReader.Range;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.control.ExperimentRequest;
import org.hybridscheduler.simulation.experiment.ExperimentSpecification;
import org.hybridscheduler.workload.StreamSpec.Draw;

/** The body of {@code POST /api/experiments}: every field is optional, every wrong one is named. */
final class ExperimentBody {

    /** Beyond it a seed would not be counted on from in 64 bits. */
    private static final long MAX_FIRST_SEED = 1_000_000_000_000_000L;

    private ExperimentBody() {
    }

    static ExperimentRequest read(FieldReader body, List<String> workloads, StrategyRegistry registry) {
        OptionalLong cpus = body.integer("cpus", 0, ClusterSpec.MAX_DEVICES);
        OptionalLong gpus = body.integer("gpus", 0, ClusterSpec.MAX_DEVICES);
        if (cpus.isPresent() && gpus.isPresent() && cpus.getAsLong() + gpus.getAsLong() == 0) {
            body.reject("cpus", "is 0 with 0 gpus", "at least one device in all");
        }
        OptionalLong tasks = body.integer("tasks", 1, ExperimentSpecification.MAX_TASKS);
        ExperimentRequest request = new ExperimentRequest(body.strings("strategies", registry.names()),
                body.strings("workloads", workloads), distinct("loads", body.decimals("loads",
                        ExperimentSpecification.MIN_LOAD, ExperimentSpecification.MAX_LOAD,
                        ExperimentSpecification.MAX_VALUES), body),
                seeds(body), tasks,
                body.integer("warm_up_tasks", 0, tasks.orElse(ExperimentRequest.DEFAULT_TASKS) - 1),
                body.text("draw", draws()).map(draw -> Draw.valueOf(draw.toUpperCase(Locale.ROOT))),
                body.decimal("noise_cv", 0, 5), cpus, gpus, body.decimal("gpu_memory_mb", 1, 1e9),
                body.integer("queue_capacity", 1, StartBody.MAX_QUEUE), body.decimals("parameters", ranges(registry)));
        body.verify();
        return request;
    }

    /** Either the seeds themselves, or how many there are from the first one up. */
    private static Optional<List<Long>> seeds(FieldReader body) {
        Optional<List<Long>> seeds = distinct("seeds", body.integers("seeds", ExperimentSpecification.MAX_VALUES), body);
        OptionalLong first = body.integer("first_seed", -MAX_FIRST_SEED, MAX_FIRST_SEED);
        OptionalLong count = body.integer("seed_count", 1, ExperimentSpecification.MAX_VALUES);
        if (first.isEmpty() && count.isEmpty()) {
            return seeds;
        }
        if (seeds.isPresent()) {
            body.reject("seeds", "is given beside first_seed or seed_count", "one way or the other");
        }
        return Optional.of(ExperimentSpecification.seeds(first.orElse(1),
                (int) count.orElse(ExperimentRequest.DEFAULT_SEEDS)));
    }

    private static <T> Optional<List<T>> distinct(String field, Optional<List<T>> values, FieldReader body) {
        if (values.isPresent() && values.get().stream().distinct().count() < values.get().size()) {
            body.reject(field, "names one twice", "each once");
        }
        return values;
    }

    private static List<String> draws() {
        return Arrays.stream(Draw.values()).map(draw -> draw.name().toLowerCase(Locale.ROOT)).toList();
    }

    private static Map<String, Range> ranges(StrategyRegistry registry) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        for (String strategy : registry.names()) {
            for (Strategy.Parameter parameter : registry.declared(strategy).parameters()) {
                ranges.put(strategy + "." + parameter.name(), new Range(parameter.min(), parameter.max()));
            }
        }
        return ranges;
    }
}
