package org.hybridscheduler.simulation.control;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.engine.Outcome;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.StoredRun;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.SyntheticParameters;
import org.hybridscheduler.workload.SyntheticWorkload;
import org.hybridscheduler.workload.TraceReader;
import org.hybridscheduler.workload.Workload;

/** Runs of all six strategies for tests of the loop. */
final class Runs {

    static final StrategyRegistry REGISTRY = new StrategyRegistry();
    /** Those of a run by default. */
    static final List<String> STRATEGIES =
            List.of("round_robin", "random", "greedy", "hybrid_ml", "rl_agent", "oracle");
    static final Workload SYNTHETIC = new SyntheticWorkload(SyntheticParameters.defaults());

    static final ClusterSpec CLUSTER = new ClusterSpec(3, 2, 16_000, 10e-6, 12e9, new Power(10, 100),
            new Power(20, 300), 0.01, 0.1, 100);

    /** What every look at the clock that times decisions takes. */
    static final long DECISION_NANOS = 7;

    private Runs() {
    }

    static RunSpecification specification(Workload workload, OptionalLong maxTasks) {
        return specification(workload, maxTasks, Draw.IN_ORDER, 42);
    }

    /** At a load at which tasks queue up. */
    static RunSpecification specification(Workload workload, OptionalLong maxTasks, Draw draw, long seed) {
        Map<String, Double> parameters = new TreeMap<>();
        STRATEGIES.forEach(strategy -> REGISTRY.defaults(strategy)
                .forEach((name, value) -> parameters.put(strategy + "." + name, value)));
        parameters.put("oracle.rehearsal_tasks", 200.0);
        return new RunSpecification(workload.name(), workload.digest(), draw, seed, OptionalDouble.of(0.9),
                OptionalDouble.empty(), maxTasks, CLUSTER, STRATEGIES, parameters);
    }

    static StoredRun begin(RecordingStore store, RunSpecification specification) {
        return store.begin(StoredText.of(specification, 0), specification.hash(), specification.strategies(),
                List.of());
    }

    static PreparedRun prepare(StoredRun stored, Workload workload, Executor trainer) {
        return new RunFactory(REGISTRY, strategy -> trainer, ticking(DECISION_NANOS)).prepare(stored,
                RunSpecification.parse(stored.specification()), workload);
    }

    static Workload recorded(String csv) {
        try {
            return TraceReader.read("kernels",
                    new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), ReadLimits.defaults());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A clock that has gone on by so much at each look. */
    static LongSupplier ticking(long stepNanos) {
        AtomicLong now = new AtomicLong();
        return () -> now.addAndGet(stepNanos);
    }

    /** Every bit of what a run yields. */
    static byte[] bytes(List<TaskOutcome> tasks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (TaskOutcome task : tasks) {
                write(task, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(TaskOutcome task, DataOutputStream out) throws IOException {
        out.writeLong(task.sequence());
        out.writeLong(task.task().id());
        out.writeDouble(task.task().arrivalSeconds());
        for (double feature : task.task().features()) {
            out.writeDouble(feature);
        }
        out.writeDouble(task.actual().cpuSeconds());
        out.writeDouble(task.actual().gpuSeconds());
        out.writeDouble(task.lowerBoundSeconds());
        for (Outcome outcome : task.outcomes()) {
            out.writeUTF(outcome.strategy());
            out.writeUTF(String.valueOf(outcome.placement()));
            for (double figure : new double[] {outcome.startSeconds(), outcome.finishSeconds(),
                outcome.turnaroundSeconds(), outcome.waitingSeconds(), outcome.boundedSlowdown(), outcome.cpuSeconds(),
                outcome.gpuSeconds(), outcome.energyJoules(), outcome.costUsd()}) {
                out.writeDouble(figure);
            }
        }
    }
}
