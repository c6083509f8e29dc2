package org.hybridscheduler.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.learning.Observation;
import org.hybridscheduler.scheduling.learning.RuntimeEstimate;
import org.hybridscheduler.scheduling.learning.RuntimeForestTrainer;
import org.hybridscheduler.scheduling.learning.RuntimeModel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The learned model of run times: one training on a full window, half of it of each kind of device; one prediction. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ForestBenchmark {

    private static final int WINDOW = 1000;
    private static final int MIN_OBSERVATIONS = 20;

    @Param({"2", "8"})
    public int features;

    private final RuntimeForestTrainer trainer = new RuntimeForestTrainer(MIN_OBSERVATIONS);
    private List<Observation> observations;
    private RuntimeModel model;
    private long next;

    @Setup
    public void observe() {
        SplittableRandom random = new SplittableRandom(DefaultRun.SEED);
        observations = IntStream.range(0, WINDOW).mapToObj(id -> observation(id, random)).toList();
        model = trainer.train(observations, DefaultRun.SEED);
    }

    private Observation observation(int id, SplittableRandom random) {
        double[] values = random.doubles(features, 0.1, 10).toArray();
        DeviceKind kind = id % 2 == 0 ? DeviceKind.CPU : DeviceKind.GPU;
        double bend = kind == DeviceKind.CPU ? Math.pow(values[0], 1.5) : 1 + values[0] / (1 + values[1]);
        double seconds = bend * values[1] * random.nextDouble(0.9, 1.1);
        return new Observation(new Task(id, id, null, 0, 0, values, new long[0]), kind, seconds);
    }

    @Benchmark
    public RuntimeModel train() {
        return trainer.train(observations, next++);
    }

    @Benchmark
    public RuntimeEstimate predict() {
        int task = (int) (next++ % WINDOW);
        return model.predict(observations.get(task).task(), DeviceKind.GPU);
    }
}
