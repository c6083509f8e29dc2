package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunSpecification.Arrivals;
import org.hybridscheduler.simulation.engine.StoredRun;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.workload.ArrivalTrace;
import org.hybridscheduler.workload.CombinedWorkload;
import org.hybridscheduler.workload.Workload;
import org.junit.jupiter.api.Test;

class RunFactoryTest {

    private static final String HEADER = "cpu_seconds,gpu_seconds\n";

    private final RecordingStore store = new RecordingStore();
    private final Workload asUploaded = Runs.recorded(HEADER + "1,2\n3,4\n");
    private final RunSpecification specification = Runs.specification(asUploaded, OptionalLong.of(2));
    private final StoredRun stored = Runs.begin(store, specification);

    @Test
    void prepare_newRun_hasEachStrategyInOrderAndStartsFromNothing() {
        List<String> trained = new ArrayList<>();

        PreparedRun run = new RunFactory(Runs.REGISTRY, strategy -> {
            trained.add(strategy);
            return Runnable::run;
        }, () -> 0).prepare(stored, specification, asUploaded);

        assertThat(run.strategies().keySet()).containsExactlyElementsOf(specification.strategies());
        assertThat(trained).containsExactlyElementsOf(specification.strategies());
        assertThat(run.totals().figures().tasks()).isZero();
        assertThat(run.comparison().step()).isTrue();
        assertThat(run.comparison().step()).isTrue();
        run.comparison().drain();
        assertThat(run.comparison().takeOutcomes()).extracting(outcome -> outcome.task().id())
                .containsExactlyInAnyOrder(stored.firstTaskId(), stored.firstTaskId() + 1);
    }

    @Test
    void prepare_partlyDone_leavesOutWhatIsStored() throws InterruptedException {
        PreparedRun first = Runs.prepare(stored, asUploaded, Runnable::run);
        first.comparison().step();
        first.comparison().step();
        first.comparison().drain();
        TaskOutcome one = first.comparison().takeOutcomes().get(0);
        store.append(stored.id(), List.of(one));

        PreparedRun run = Runs.prepare(store.latest().orElseThrow(), asUploaded, Runnable::run);
        assertThat(run.totals().figures().tasks()).isEqualTo(1);
        assertThat(run.comparison().step()).isTrue();
        run.comparison().drain();

        assertThat(run.comparison().takeOutcomes()).extracting(TaskOutcome::sequence)
                .containsExactly(1 - one.sequence());
    }

    @Test
    void prepare_workloadHasChanged_isRefused() {
        Workload uploadedAnew = Runs.recorded(HEADER + "1,2\n3,5\n");

        assertThatThrownBy(() -> Runs.prepare(stored, uploadedAnew, Runnable::run))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'kernels' has changed since run 1")
                .hasMessageContaining("Maybe");
    }

    /** Tasks of one source at the times of another, under the specification that was made of the two. */
    private static RunSpecification combined(Workload tasks, ArrivalTrace arrivals) {
        RunSpecification alone = Runs.specification(tasks, OptionalLong.of(2));
        return new RunSpecification(alone.workload(), alone.workloadDigest(), alone.draw(), alone.seed(), alone.load(),
                alone.noiseCv(), alone.maxTasks(), alone.cluster(), alone.strategies(), alone.parameters(),
                Optional.of(new Arrivals(arrivals.name(), arrivals.digest())));
    }

    @Test
    void prepare_arrivalsAsTheyWere_takesTasksAtTheirTimes() {
        ArrivalTrace arrivals = new ArrivalTrace("log", new double[] {0, 1, 7});
        StoredRun run = Runs.begin(store, combined(asUploaded, arrivals));

        PreparedRun prepared = Runs.prepare(run, new CombinedWorkload(asUploaded, arrivals), Runnable::run);

        assertThat(prepared.specification().arrivals()).hasValue(new Arrivals("log", arrivals.digest()));
    }

    @Test
    void prepare_arrivalsHaveChangedAreGoneOrNew_isRefusedNamingThem() {
        ArrivalTrace arrivals = new ArrivalTrace("log", new double[] {0, 1, 7});
        ArrivalTrace uploadedAnew = new ArrivalTrace("log", new double[] {0, 1, 8});
        StoredRun run = Runs.begin(store, combined(asUploaded, arrivals));

        assertThatThrownBy(() -> Runs.prepare(run, new CombinedWorkload(asUploaded, uploadedAnew), Runnable::run))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'log' has changed since run 2");
        assertThatThrownBy(() -> Runs.prepare(run, asUploaded, Runnable::run))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("has changed since run 2");
        assertThatThrownBy(() -> Runs.prepare(stored, new CombinedWorkload(asUploaded, arrivals), Runnable::run))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'log' has changed since run 1");
        assertThatThrownBy(() -> Runs.prepare(run, new CombinedWorkload(Runs.recorded(HEADER + "1,2\n3,5\n"), arrivals),
                Runnable::run)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'kernels' has changed since run 2");
    }
}
