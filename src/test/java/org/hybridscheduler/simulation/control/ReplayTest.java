package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hybridscheduler.evaluation.StrategyTotals;
import org.hybridscheduler.simulation.control.LoopControl.Command;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.StoredRun;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.workload.starpu.StarPuConverter;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.Workload;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same specification and seed yield the same bytes, however fast it goes, and each task once, however it ends. */
@Timeout(120)
class ReplayTest {

    private static final Path MODELS = Path.of("..", "shared", "data", "starpu-perfmodels.csv");
    private static final int TASKS = 400;
    private static final long SEED = 42;

    /** What is replayed. */
    enum Replayed {
        SYNTHETIC(Draw.IN_ORDER) {
            @Override
            Workload workload() {
                return Runs.SYNTHETIC;
            }
        },
        RECORDED_IN_ORDER(Draw.IN_ORDER) {
            @Override
            Workload workload() {
                return Runs.recorded(kernels());
            }
        },
        RECORDED_AT_RANDOM(Draw.RANDOM) {
            @Override
            Workload workload() {
                return Runs.recorded(kernels());
            }
        },
        MEASURED_AT_RANDOM(Draw.RANDOM) {
            @Override
            Workload workload() {
                assumeThat(MODELS).as("the measured models").exists();
                return Runs.recorded(measuredPairs());
            }
        };

        private final Draw draw;

        Replayed(Draw draw) {
            this.draw = draw;
        }

        abstract Workload workload();
    }

    /** A hundred rows with groups, a missing feature, noise, recorded times and parents. */
    private static String kernels() {
        return "task_id,cpu_seconds,gpu_seconds,arrival_seconds,group,memory_mb,noise_cv,feature.size,parents\n"
                + IntStream.range(0, 100).mapToObj(i -> String.format(Locale.ROOT, "t%d,%f,%f,%f,%s,%d,0.2,%s,%s%n", i,
                        0.5 + i % 7, 0.1 + i % 5 * 0.7, i * 0.6, i % 3 == 0 ? "gemm" : "", i % 11 * 2_000,
                        i % 4 == 0 ? "" : String.valueOf(i % 7), i % 6 == 5 ? "t" + (i - 1) + ";t" + (i - 4) : ""))
                        .collect(Collectors.joining());
    }

    /** All measured pairs with their measured noise, as the converter writes them. */
    private static String measuredPairs() {
        try {
            Path csv = Files.createTempFile("measured", ".csv");
            try {
                assertThat(StarPuConverter.run(new String[] {MODELS.toString(), csv.toString()}, System.out, System.err))
                        .isZero();
                String text = Files.readString(csv);
                assertThat(text.lines()).as("a header and 238 pairs").hasSize(239);
                return text;
            } finally {
                Files.delete(csv);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<TaskOutcome> run(Replayed replayed, double pace, long clockStep, Executor trainer)
            throws InterruptedException {
        return run(replayed, SEED, pace, clockStep, trainer);
    }

    private static List<TaskOutcome> run(Replayed replayed, long seed, double pace, long clockStep, Executor trainer)
            throws InterruptedException {
        Workload workload = replayed.workload();
        RecordingStore store = new RecordingStore();
        StoredRun stored = Runs.begin(store, specification(replayed, workload, seed));
        loop(stored, Runs.prepare(stored, workload, trainer), pace, store, clockStep).run();
        assertThat(store.appended()).extracting(TaskOutcome::sequence).doesNotHaveDuplicates().hasSize(TASKS);
        return store.appended();
    }

    private static RunSpecification specification(Replayed replayed, Workload workload, long seed) {
        return Runs.specification(workload, OptionalLong.of(TASKS), replayed.draw, seed);
    }

    private static SimulationLoop loop(StoredRun stored, PreparedRun run, double pace, RecordingStore store,
            long clockStep) {
        LongSupplier clock = Runs.ticking(clockStep);
        return new SimulationLoop(stored.id(), run, pace, store, new LoopControl(Command.RUN, clock), clock,
                new SimulationLoop.Observers(event -> { }, snapshot -> { }, LearnedModels.Observer.NONE));
    }

    @ParameterizedTest
    @EnumSource
    void run_twice_yieldsTheSameBytes(Replayed replayed) throws InterruptedException {
        byte[] once = Runs.bytes(run(replayed, 0, 1_000, Runnable::run));

        assertThat(Runs.bytes(run(replayed, 0, 1_000, Runnable::run))).isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource
    void run_atAnotherPace_yieldsTheSameBytes(Replayed replayed) throws InterruptedException {
        byte[] once = Runs.bytes(run(replayed, 0, 1_000, Runnable::run));

        assertThat(Runs.bytes(run(replayed, 37, 100_000_000, Runnable::run))).isEqualTo(once);
        assertThat(Runs.bytes(run(replayed, 1e6, 100_000_000, Runnable::run))).isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource
    void run_trainedElsewhere_yieldsTheSameBytes(Replayed replayed) throws InterruptedException {
        byte[] direct = Runs.bytes(run(replayed, 0, 1_000, Runnable::run));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            assertThat(Runs.bytes(run(replayed, 0, 1_000, other))).isEqualTo(direct);
        } finally {
            other.shutdownNow();
        }
        Executor neverGetsToIt = training -> { };
        assertThat(Runs.bytes(run(replayed, 0, 1_000, neverGetsToIt))).isEqualTo(direct);
    }

    @ParameterizedTest
    @EnumSource
    void run_anotherSeed_yieldsOtherBytes(Replayed replayed) throws InterruptedException {
        byte[] one = Runs.bytes(run(replayed, SEED, 0, 1_000, Runnable::run));

        assertThat(Runs.bytes(run(replayed, SEED + 1, 0, 1_000, Runnable::run))).isNotEqualTo(one);
    }

    @ParameterizedTest
    @EnumSource
    void run_abandonedAndTakenUpAgain_coversEachTaskOnceAndGoesOnCounting(Replayed replayed)
            throws InterruptedException {
        Workload workload = replayed.workload();
        RecordingStore store = new RecordingStore();
        StoredRun begun = Runs.begin(store, specification(replayed, workload, SEED));
        LoopControl control = new LoopControl(Command.RUN, () -> 0);
        store.before(next -> control.give(Command.ABANDON));
        new SimulationLoop(begun.id(), Runs.prepare(begun, workload, Runnable::run), 0, store, control, () -> 0,
                new SimulationLoop.Observers(event -> { }, snapshot -> { }, LearnedModels.Observer.NONE)).run();
        StoredRun stored = store.before(next -> { }).latest().orElseThrow();
        assertThat(stored.completed().count()).isBetween(1L, TASKS - 1L);

        PreparedRun goesOn = Runs.prepare(stored, workload, Runnable::run);
        assertThat(loop(stored, goesOn, 0, store, 1_000).run()).isTrue();

        List<TaskOutcome> all = store.appended();
        assertThat(all).extracting(TaskOutcome::sequence)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, TASKS).boxed().toList());
        assertThat(all).allSatisfy(task ->
                assertThat(task.task().id()).isEqualTo(stored.firstTaskId() + task.sequence()));
        RunTotals counted = new RunTotals(Runs.STRATEGIES);
        all.forEach(counted::add);
        assertSameFigures(goesOn.totals().figures(), counted.figures());
    }

    private static void assertSameFigures(RunTotals.Figures actual, RunTotals.Figures expected) {
        assertThat(actual.tasks()).isEqualTo(expected.tasks());
        assertThat(actual.totalLowerBound()).isEqualTo(expected.totalLowerBound());
        assertThat(actual.strategies().keySet()).isEqualTo(expected.strategies().keySet());
        expected.strategies().forEach((name, figures) ->
                assertThat(everyBit(actual.strategies().get(name))).isEqualTo(everyBit(figures)));
    }

    private static String everyBit(StrategyTotals.Figures figures) {
        return figures.toString().replaceAll("turnarounds=.*",
                HexFormat.of().formatHex(figures.turnarounds().toBytes()));
    }
}
