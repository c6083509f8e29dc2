package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.hybridscheduler.evaluation.BinnedMeans;
import org.hybridscheduler.scheduling.ModelLearning;
import org.hybridscheduler.scheduling.ModelStatus;
import org.hybridscheduler.scheduling.ModelVersion;
import org.hybridscheduler.scheduling.policy.Oracle;
import org.hybridscheduler.simulation.control.LoopControl.Command;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.StoredRun;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.simulation.engine.TasksResolved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SimulationLoopTest {

    private static final long PATIENCE_SECONDS = 20;
    private static final OptionalLong ENDLESS = OptionalLong.empty();

    private final RecordingStore store = new RecordingStore();
    private final LongSupplier clock = Runs.ticking(1_000_000);
    private final LoopControl control = new LoopControl(Command.RUN, clock);
    private final List<TasksResolved> resolved = new ArrayList<>();
    private final List<ComparisonSnapshot> snapshots = new ArrayList<>();
    private final Models models = new Models();
    private PreparedRun run;

    private static final class Models implements LearnedModels.Observer {

        private final List<ModelChange> changes = new ArrayList<>();
        private final AtomicReference<Map<String, LearnedModel>> latest = new AtomicReference<>(Map.of());

        @Override
        public synchronized void changed(List<ModelChange> next) {
            changes.addAll(next);
        }

        synchronized List<ModelChange> changes() {
            return List.copyOf(changes);
        }

        @Override
        public void stand(Map<String, LearnedModel> now) {
            latest.set(now);
        }

        LearnedModel ofHybridMl() {
            return latest.get().get("hybrid_ml");
        }
    }

    private SimulationLoop loop(OptionalLong maxTasks) {
        StoredRun stored = Runs.begin(store, Runs.specification(Runs.SYNTHETIC, maxTasks));
        run = Runs.prepare(stored, Runs.SYNTHETIC, Runnable::run);
        return new SimulationLoop(stored.id(), run, 0, store, control, clock,
                new SimulationLoop.Observers(resolved::add, snapshots::add, models));
    }

    private void assertEachAppendedOnce(long tasks) {
        assertThat(store.appended()).extracting(TaskOutcome::sequence)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, tasks).boxed().toList());
    }

    private ComparisonSnapshot lastSnapshot() {
        assertThat(snapshots).isNotEmpty();
        return snapshots.get(snapshots.size() - 1);
    }

    @Test
    void run_boundedStream_appendsEachTaskOnceAndTellsObservers() throws InterruptedException {
        assertThat(loop(OptionalLong.of(700)).run()).isTrue();

        assertEachAppendedOnce(700);
        assertThat(resolved.stream().flatMap(event -> event.outcomes().stream())).isEqualTo(store.appended());
        assertThat(resolved.get(resolved.size() - 1).inFlight()).isZero();
        ComparisonSnapshot last = lastSnapshot();
        assertThat(last.arrived()).isEqualTo(700);
        assertThat(last.inFlight()).isZero();
        assertThat(last.totals().tasks()).isEqualTo(700);
        assertThat(last.latest()).isSameAs(store.appended().get(699));
        assertThat(last.featureNames()).isEqualTo(Runs.SYNTHETIC.featureNames());
        assertThat(last.delegates()).containsOnlyKeys("oracle").allSatisfy((name, rule) ->
                assertThat(rule).isIn(Oracle.portfolio()));
        assertThat(last.coldStartRules()).as("700 tasks are enough to learn from").isEmpty();
    }

    @Test
    void run_firstTasks_namesTheRulesOfThoseWithoutData() throws InterruptedException {
        loop(OptionalLong.of(1)).run();

        assertThat(lastSnapshot().coldStartRules()).containsOnlyKeys("hybrid_ml", "rl_agent");
        assertThat(snapshots.get(0).coldStartRules()).containsKeys("hybrid_ml", "rl_agent");
    }

    @Test
    void run_paced_letsAsManyArriveAsAreDue() throws InterruptedException {
        StoredRun stored = Runs.begin(store, Runs.specification(Runs.SYNTHETIC, OptionalLong.of(20)));
        run = Runs.prepare(stored, Runs.SYNTHETIC, Runnable::run);
        AtomicLong now = new AtomicLong();
        List<Long> arrived = new ArrayList<>();

        new SimulationLoop(stored.id(), run, 5, store, new LoopControl(Command.RUN, now::get), now::get,
                new SimulationLoop.Observers(event -> {
                    arrived.add(run.comparison().arrived());
                    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
                }, snapshots::add, models)).run();

        assertThat(arrived.subList(0, 4)).containsExactly(1L, 6L, 11L, 16L);
    }

    @Test
    void run_manyTurns_publishesTwentySnapshotsASecondAtMost() throws InterruptedException {
        loop(OptionalLong.of(3_000)).run();

        long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(clock.getAsLong());
        assertThat((long) snapshots.size()).isBetween(2L, elapsedMillis / 50 + 2);
    }

    @Test
    void run_paused_holdsUntilItGoesOn() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        List<Integer> appendedInPause = new ArrayList<>();
        store.before(next -> {
            if (control.command() == Command.PAUSE) {
                appendedInPause.add(next.size());
            }
            if (store.appended().isEmpty()) {
                control.give(Command.PAUSE);
            }
        });
        StoredRun stored = Runs.begin(store, Runs.specification(Runs.SYNTHETIC, OptionalLong.of(1_000)));
        run = Runs.prepare(stored, Runs.SYNTHETIC, Runnable::run);
        SimulationLoop loop = new SimulationLoop(stored.id(), run, 0, store, control, clock,
                new SimulationLoop.Observers(resolved::add, snapshot -> {
                    if (control.command() == Command.PAUSE) {
                        held.countDown();
                    }
                }, models));
        FutureTask<Boolean> running = onThread(loop);
        assertThat(held.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(store.appended()).hasSizeLessThan(1_000);

        control.give(Command.RUN);

        assertThat(running.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(appendedInPause).isEmpty();
        assertEachAppendedOnce(1_000);
    }

    @Test
    void run_modelsLearned_tellsEachVersionOnceAndHowTheyStand() throws InterruptedException {
        loop(OptionalLong.of(700)).run();

        LearnedModel last = models.ofHybridMl();
        assertThat(models.latest.get()).containsOnlyKeys("hybrid_ml");
        assertThat(last.report().versions()).isNotEmpty();
        assertThat(models.changes()).extracting(change -> change.version().version()).doesNotHaveDuplicates()
                .endsWith(last.report().versions().stream().map(ModelVersion::version).toArray(Integer[]::new));
        assertThat(models.changes()).extracting(ModelChange::strategy).containsOnly("hybrid_ml");
        assertThat(models.changes()).filteredOn(ModelChange::inOffice).last()
                .extracting(change -> change.version().version()).isEqualTo(last.inOffice());
        RunTotals.Figures totals = run.totals().figures();
        assertThat(last.regret()).isNotEmpty().last().extracting(BinnedMeans.Point::upTo).isEqualTo(700L);
        assertThat(last.regret().stream().mapToDouble(BinnedMeans.Point::mean).average().orElseThrow())
                .as("14 stretches of 50 tasks").isCloseTo(totals.regret("hybrid_ml"), within(1e-9));
    }

    /** Paused after some models: the roll back is done while nothing else is. */
    @Test
    void run_errandInAPause_isRunOnTheLoopsThreadAndItsChangesAreTold() throws Exception {
        store.before(next -> {
            if (run.comparison().arrived() > 300) {
                control.give(Command.PAUSE);
            }
        });
        FutureTask<Boolean> running = onThread(loop(OptionalLong.of(1_000)));
        ModelLearning learner = run.modelLearners().get("hybrid_ml");
        FutureTask<Thread> errand = new FutureTask<>(() -> {
            learner.rollBackModel(learner.modelVersions().stream().filter(version ->
                    version.verdict() == ModelVersion.Verdict.PROMOTED && version.version() != learner.modelInOffice())
                    .findFirst().orElseThrow().version());
            return Thread.currentThread();
        });
        while (control.command() != Command.PAUSE) {
            Thread.onSpinWait();
        }

        control.send(errand);

        assertThat(errand.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
        control.give(Command.STOP);
        running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(models.changes()).extracting(change -> change.version().verdict())
                .contains(ModelVersion.Verdict.ROLLED_BACK);
    }

    @Test
    void run_over_takesNoErrandAnyMore() throws InterruptedException {
        loop(OptionalLong.of(10)).run();
        FutureTask<Void> late = new FutureTask<>(() -> null);

        control.send(late);

        assertThat(late.isCancelled()).isTrue();
    }

    @Test
    void run_pausedFromTheBeginning_letsNothingArriveBeforeItIsStopped() throws Exception {
        control.give(Command.PAUSE);
        CountDownLatch held = new CountDownLatch(1);
        StoredRun stored = Runs.begin(store, Runs.specification(Runs.SYNTHETIC, ENDLESS));
        run = Runs.prepare(stored, Runs.SYNTHETIC, Runnable::run);
        FutureTask<Boolean> running = onThread(new SimulationLoop(stored.id(), run, 0, store, control, clock,
                new SimulationLoop.Observers(resolved::add, snapshot -> held.countDown(), models)));
        assertThat(held.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        control.give(Command.STOP);

        assertThat(running.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isFalse();
        assertThat(run.comparison().arrived()).isZero();
        assertThat(store.appended()).isEmpty();
    }

    @Test
    void run_stopped_finishesAndAppendsWhatHasArrived() throws InterruptedException {
        List<Long> arrivedWhenStopped = new ArrayList<>();
        store.before(next -> {
            if (arrivedWhenStopped.isEmpty() && run.comparison().inFlight() > 0) {
                arrivedWhenStopped.add(run.comparison().arrived());
                control.give(Command.STOP);
            }
        });

        assertThat(loop(ENDLESS).run()).isFalse();

        assertThat(arrivedWhenStopped).containsExactly(run.comparison().arrived());
        assertThat(run.comparison().inFlight()).isZero();
        assertEachAppendedOnce(run.comparison().arrived());
        assertThat(lastSnapshot().totals().tasks()).isEqualTo(run.comparison().arrived());
    }

    @Test
    void run_abandoned_neitherDrainsNorLosesWhatWasAppended() throws InterruptedException {
        store.before(next -> {
            if (run.comparison().inFlight() > 0) {
                control.give(Command.ABANDON);
            }
        });

        assertThat(loop(ENDLESS).run()).isFalse();

        assertThat(run.comparison().inFlight()).isPositive();
        assertThat(store.appended()).hasSize((int) run.comparison().arrived() - run.comparison().inFlight());
        assertThat(lastSnapshot().totals().tasks()).isEqualTo(store.appended().size());
    }

    @Test
    void run_abandonedAtTheEndOfItsStream_isNotFinished() throws InterruptedException {
        store.before(next -> control.give(Command.ABANDON));

        assertThat(loop(OptionalLong.of(200)).run()).isFalse();

        assertThat(run.comparison().inFlight()).isPositive();
    }

    @Test
    void run_storeBlocks_isHeldAndLosesNothing() throws Exception {
        Semaphore room = new Semaphore(0);
        CountDownLatch full = new CountDownLatch(1);
        store.before(next -> {
            full.countDown();
            room.acquire();
        });
        FutureTask<Boolean> running = onThread(loop(OptionalLong.of(600)));
        assertThat(full.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        long arrived = run.comparison().arrived();

        assertThat(arrived).isBetween(1L, (long) Pace.LARGEST_BURST);
        assertThat(resolved).as("nobody hears of what is not handed over").isEmpty();
        assertThat(running.isDone()).isFalse();

        room.release(600);
        assertThat(running.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertEachAppendedOnce(600);
    }

    @Test
    void run_interruptedWhileTheStoreBlocks_endsWithoutCountingWhatWasNotTaken() throws InterruptedException {
        store.before(next -> {
            if (!store.appended().isEmpty()) {
                throw new InterruptedException("full");
            }
        });
        SimulationLoop loop = loop(ENDLESS);

        assertThatThrownBy(loop::run).isInstanceOf(InterruptedException.class).hasMessage("full");

        assertThat(run.totals().figures().tasks()).isEqualTo(store.appended().size()).isPositive();
    }

    @Test
    void run_interruptedInAPause_ends() {
        control.give(Command.PAUSE);
        SimulationLoop loop = loop(ENDLESS);
        Thread.currentThread().interrupt();

        assertThatThrownBy(loop::run).isInstanceOf(InterruptedException.class);
    }

    private static FutureTask<Boolean> onThread(SimulationLoop loop) {
        FutureTask<Boolean> task = new FutureTask<>(loop::run);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    @Test
    void run_decisions_areHandedOnOnceForEachTaskPlaced() throws InterruptedException {
        assertThat(loop(OptionalLong.of(700)).run()).isTrue();

        assertThat(resolved).allSatisfy(event ->
                assertThat(event.specification()).isSameAs(run.specification()));
        for (String strategy : Runs.STRATEGIES) {
            List<Long> nanos = resolved.stream().flatMapToLong(event ->
                    LongStream.of(event.decisionNanos().get(strategy))).boxed().toList();
            long placed = store.appended().stream().flatMap(task -> task.outcomes().stream())
                    .filter(outcome -> outcome.strategy().equals(strategy) && !outcome.rejected()).count();
            assertThat(nanos).as(strategy).hasSize((int) placed).allSatisfy(each ->
                    assertThat(each).isPositive().satisfies(time -> assertThat(time % Runs.DECISION_NANOS).isZero()));
        }
    }

    @Test
    void run_modelsTakeOver_snapshotsTellOfThem() throws InterruptedException {
        loop(OptionalLong.of(700)).run();

        assertThat(snapshots.get(0).models()).containsOnlyKeys("hybrid_ml");
        ModelStatus model = lastSnapshot().models().get("hybrid_ml");
        assertThat(model.version()).isGreaterThan(5);
        assertThat(model.failures()).isZero();
        assertThat(model.errorRatio()).isBetween(0.0, 2.0);
    }
}
