package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.LongStream;
import org.hybridscheduler.RecordedLogs;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.ModelStatus;
import org.hybridscheduler.scheduling.ModelVersion;
import org.hybridscheduler.scheduling.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ModelSuccessionTest {

    private static final int EVERY = 3;
    private static final int WINDOW = 5;

    private final List<Trained> trainings = new ArrayList<>();
    private final RuntimeModelTrainer trainer = (observations, seed) -> {
        Trained model = new Trained(observations, seed);
        trainings.add(model);
        return model;
    };
    private final Deque<Runnable> deferred = new ArrayDeque<>();
    private final RecordedLogs logs = new RecordedLogs(ModelSuccession.class);
    private final List<LogRecord> records = logs.records();
    private long nextTask;

    @AfterEach
    void stopListening() {
        logs.close();
    }

    @Test
    void current_beforeTheFirstTakeOver_isEmpty() {
        ModelSuccession models = succession(Runnable::run);

        finish(models, 2 * EVERY - 1);

        assertThat(trainings).hasSize(1);
        assertThat(models.current()).isEmpty();
        assertThat(models.version()).isZero();
    }

    @Test
    void current_atEachBoundary_isTheModelOfTheBoundaryBefore() {
        ModelSuccession models = succession(Runnable::run);

        finish(models, 2 * EVERY);
        assertThat(models.current()).containsSame(trainings.get(0));
        assertThat(models.version()).isEqualTo(1);

        finish(models, EVERY - 1);
        assertThat(models.current()).containsSame(trainings.get(0));

        finish(models, 1);
        assertThat(models.current()).containsSame(trainings.get(1));
        assertThat(models.version()).isEqualTo(2);
    }

    @Test
    void train_windowFull_seesTheLatestInOrder() {
        ModelSuccession models = succession(Runnable::run);

        finish(models, 3 * EVERY);

        assertThat(trainings.get(0).observations()).extracting(seen -> seen.task().id()).containsExactly(0L, 1L, 2L);
        assertThat(trainings.get(2).observations()).extracting(seen -> seen.task().id())
                .containsExactly(4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void train_eachTime_getsASeedOfItsOwn() {
        ModelSuccession models = succession(Runnable::run);

        finish(models, 3 * EVERY);

        assertThat(trainings).extracting(Trained::seed).doesNotHaveDuplicates();
    }

    @Test
    void taskFinished_nothingObserved_trainsNothing() {
        ModelSuccession models = succession(Runnable::run);

        for (int i = 0; i < 3 * EVERY; i++) {
            models.taskFinished();
        }

        assertThat(trainings).isEmpty();
        assertThat(models.current()).isEmpty();
    }

    @Test
    void current_readyEarly_takesOverNoSooner() {
        ModelSuccession models = succession(deferred::add);
        finish(models, EVERY);

        deferred.remove().run();
        finish(models, EVERY - 1);

        assertThat(trainings).hasSize(1);
        assertThat(models.current()).isEmpty();
    }

    @Test
    void taskFinished_trainingNotBegunAtItsBoundary_runsItThereAndOnlyOnce() {
        ModelSuccession models = succession(deferred::add);

        finish(models, 2 * EVERY);
        assertThat(trainings).hasSize(1);
        assertThat(models.current()).containsSame(trainings.get(0));

        deferred.remove().run();
        assertThat(trainings).hasSize(1);
    }

    @Test
    void taskFinished_trainingUnderWay_waitsForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Trained slow = new Trained(List.of(), 0);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            ModelSuccession models = new ModelSuccession((observations, seed) -> {
                begun.countDown();
                awaitOrFail(release);
                return slow;
            }, executor, EVERY, WINDOW, 0);
            finish(models, EVERY);
            begun.await();
            releaseOnceWaiting(Thread.currentThread(), release);

            finish(models, EVERY);

            assertThat(models.current()).containsSame(slow);
        } finally {
            release.countDown();
            executor.shutdownNow();
        }
    }

    @Test
    void taskFinished_interruptedWhileWaiting_keepsTheFlagAndStillTakesTheModel() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Trained slow = new Trained(List.of(), 0);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            ModelSuccession models = new ModelSuccession((observations, seed) -> {
                begun.countDown();
                awaitOrFail(release);
                return slow;
            }, executor, EVERY, WINDOW, 0);
            finish(models, EVERY);
            begun.await();
            releaseOnceWaiting(Thread.currentThread(), release);
            Thread.currentThread().interrupt();

            finish(models, EVERY);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(models.current()).containsSame(slow);
        } finally {
            Thread.interrupted();
            release.countDown();
            executor.shutdownNow();
        }
    }

    @Test
    void taskFinished_executorShutDown_goesOnTheSameWay() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.shutdownNow();
        ModelSuccession models = succession(closed);

        finish(models, 3 * EVERY);

        assertThat(trainings).hasSize(2);
        assertThat(models.current()).containsSame(trainings.get(1));
        assertThat(models.lastFailure()).isEmpty();
    }

    @Test
    void taskFinished_executorDropsItsQueue_goesOnTheSameWay() {
        ModelSuccession models = succession(dropped -> { });

        finish(models, 3 * EVERY);

        assertThat(models.current()).containsSame(trainings.get(1));
    }

    @Test
    void taskFinished_trainingFails_keepsTheOldModelAndTheCause() {
        IllegalStateException cause = new IllegalStateException("no memory for trees");
        ModelSuccession models = new ModelSuccession((observations, seed) -> {
            if (trainings.size() == 1) {
                trainings.add(null);
                throw cause;
            }
            return trainer.train(observations, seed);
        }, Runnable::run, EVERY, WINDOW, 0);

        finish(models, 3 * EVERY);
        assertThat(models.current()).containsSame(trainings.get(0));
        assertThat(models.version()).isEqualTo(1);
        assertThat(models.lastFailure()).containsSame(cause);
        assertThat(models.status().failures()).isEqualTo(1);

        finish(models, EVERY);
        assertThat(models.current()).containsSame(trainings.get(2));
        assertThat(models.lastFailure()).isEmpty();
        assertThat(models.status()).isEqualTo(new ModelStatus(2, 1, Double.NaN));
    }

    @Test
    void taskFinished_trainingFailsAgainForTheSameReason_logsItOnce() {
        ModelSuccession models = new ModelSuccession((observations, seed) -> {
            throw new IllegalStateException("broken");
        }, Runnable::run, EVERY, WINDOW, 0);

        finish(models, 5 * EVERY);

        assertThat(models.status().failures()).as("each is counted though").isEqualTo(4);
        assertThat(records).filteredOn(logged -> logged.getLevel() == Level.WARNING).singleElement()
                .satisfies(logged -> assertThat(logged.getThrown()).hasMessage("broken"));
    }

    @Test
    void taskFinished_trainerAnswersNull_countsAsFailure() {
        ModelSuccession models = new ModelSuccession((observations, seed) -> null, Runnable::run, EVERY, WINDOW, 0);

        finish(models, 2 * EVERY);

        assertThat(models.current()).isEmpty();
        assertThat(models.lastFailure()).containsInstanceOf(NullPointerException.class);
    }

    @Test
    void succession_sizesOutOfRange_areRefused() {
        assertThatThrownBy(() -> new ModelSuccession(trainer, Runnable::run, 0, WINDOW, 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("retrainEvery is 0");
        assertThatThrownBy(() -> new ModelSuccession(trainer, Runnable::run, EVERY, 0, 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("window is 0");
    }

    /** Models that say 2 s of every CPU, the second one 1 s; nobody knows the GPU. */
    @Test
    void status_error_isTheMeanOfTheModelInOfficeAlone() {
        ModelSuccession models = new ModelSuccession((observations, seed) -> {
            trainings.add(null);
            return new Constant(2.0 / trainings.size());
        }, Runnable::run, EVERY, WINDOW, 0);
        finish(models, 2 * EVERY - 1);
        assertThat(models.status()).as("no model yet").isEqualTo(new ModelStatus(0, 0, Double.NaN));

        finish(models, 1);
        assertThat(models.status()).as("nothing seen since").isEqualTo(new ModelStatus(1, 0, Double.NaN));

        models.observe(observation(DeviceKind.CPU, 1));
        assertThat(models.status().errorRatio()).as("2 s for 1 s").isEqualTo(1);
        models.observe(observation(DeviceKind.CPU, 4));
        assertThat(models.status().errorRatio()).as("and 2 s for 4 s").isEqualTo((1 + 0.5) / 2);
        models.observe(observation(DeviceKind.GPU, 1_000));
        assertThat(models.status().errorRatio()).as("not of a kind it does not know").isEqualTo(0.75);

        finish(models, EVERY);
        assertThat(models.status().errorRatio()).as("the successor begins anew").isNaN();
        models.observe(observation(DeviceKind.CPU, 4));
        assertThat(models.status()).isEqualTo(new ModelStatus(2, 0, 0.75));
    }

    @Test
    void status_wildPredictions_stayWithinTheLargestError() {
        ModelSuccession models = new ModelSuccession((observations, seed) -> new Constant(Double.POSITIVE_INFINITY),
                Runnable::run, EVERY, WINDOW, 0);
        finish(models, 2 * EVERY);

        models.observe(observation(DeviceKind.CPU, 1e-9));

        assertThat(models.status().errorRatio()).isEqualTo(PredictionError.LARGEST);
    }

    /** Prequential: what a model is measured by, it had no chance to learn. */
    @Test
    void status_observation_isPredictedBeforeAnyTrainingKnowsIt() {
        List<Long> known = new ArrayList<>();
        List<Long> predicted = new ArrayList<>();
        ModelSuccession models = new ModelSuccession((observations, seed) -> {
            observations.forEach(seen -> known.add(seen.task().id()));
            return new Constant(1) {
                @Override
                public RuntimeEstimate predict(Task task, DeviceKind kind) {
                    assertThat(known).doesNotContain(task.id());
                    predicted.add(task.id());
                    return super.predict(task, kind);
                }
            };
        }, Runnable::run, EVERY, WINDOW, 0);

        finish(models, 5 * EVERY);

        assertThat(Set.copyOf(predicted)).as("all since the first was trained").hasSize(4 * EVERY);
    }

    /** What is observed takes 1 s throughout. */
    private ModelSuccession predicting(Double... seconds) {
        Iterator<Double> next = List.of(seconds).iterator();
        return new ModelSuccession((observations, seed) -> new Constant(next.hasNext() ? next.next() : 1), Runnable::run,
                EVERY, WINDOW, 0);
    }

    @Test
    void taskFinished_worseChallenger_staysOutAndIsCounted() {
        ModelSuccession models = predicting(2.0, 4.0, 2.0);

        finish(models, 3 * EVERY);

        assertThat(models.version()).isEqualTo(1);
        assertThat(models.rejected()).isEqualTo(1);
        ModelVersion second = models.history().get(1);
        assertThat(second.verdict()).isEqualTo(ModelVersion.Verdict.REJECTED);
        assertThat(second.championScore()).isEqualTo(Math.log(2));
        assertThat(second.challengerScore()).isEqualTo(Math.log(4));
        assertThat(second.finishedTasks()).isEqualTo(2 * EVERY);

        finish(models, EVERY);
        assertThat(models.version()).as("a draw goes to the challenger").isEqualTo(3);
    }

    @Test
    void rollBack_keptVersion_isInOfficeAgain() {
        ModelSuccession models = predicting(4.0, 2.0, 8.0);
        finish(models, 3 * EVERY);
        RuntimeModel second = models.current().orElseThrow();

        models.rollBack(1);

        assertThat(models.version()).isEqualTo(1);
        assertThat(models.current()).isPresent().get().isNotSameAs(second);
        assertThat(models.history()).extracting(ModelVersion::verdict)
                .containsExactly(ModelVersion.Verdict.PROMOTED, ModelVersion.Verdict.ROLLED_BACK);
        finish(models, EVERY);
        assertThat(models.version()).as("8 s is worse than 4 s").isEqualTo(1);
    }

    @Test
    void rollBack_rejectedOrUnknownVersion_isRefused() {
        ModelSuccession models = predicting(2.0, 4.0);
        finish(models, 3 * EVERY);

        assertThatThrownBy(() -> models.rollBack(2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Version 2");
        assertThatThrownBy(() -> models.rollBack(7)).hasMessageContaining("Version 7");
    }

    @Test
    void history_manyVersions_keepsTheLatest() {
        ModelSuccession models = predicting();

        finish(models, 40 * EVERY);

        assertThat(models.history()).hasSize(ModelArchive.CAPACITY);
        assertThat(models.history().get(ModelArchive.CAPACITY - 1).version()).isEqualTo(models.version());
    }

    @Test
    void history_championOlderThanManyChallengers_isKept() {
        Double[] seconds = new Double[30];
        Arrays.fill(seconds, 4.0);
        seconds[0] = 1.0;
        ModelSuccession models = predicting(seconds);

        finish(models, 30 * EVERY);

        assertThat(models.version()).isEqualTo(1);
        assertThat(models.history()).hasSize(ModelArchive.CAPACITY).first()
                .extracting(ModelVersion::version).isEqualTo(1);
        assertThat(models.model(1)).isEqualTo(models.current());
    }

    @Test
    void restore_earlierModels_goesByTheOneInOfficeAndCountsOnFromTheLatest() {
        Constant champion = new Constant(1.5);
        ModelSuccession models = predicting(4.0, 1.0);

        models.restore(List.of(earlier(3, ModelVersion.Verdict.PROMOTED, true, champion),
                earlier(4, ModelVersion.Verdict.ROLLED_BACK, false, new Constant(2)),
                earlier(5, ModelVersion.Verdict.REJECTED, false, null)));

        assertThat(models.version()).isEqualTo(3);
        assertThat(models.current()).containsSame(champion);
        finish(models, 2 * EVERY);
        assertThat(models.version()).as("4 s is worse than 1.5 s").isEqualTo(3);
        finish(models, EVERY);
        assertThat(models.version()).isEqualTo(7);
        assertThat(models.history()).extracting(ModelVersion::version).containsExactly(3, 4, 5, 6, 7);
        models.rollBack(4);
        assertThat(models.version()).isEqualTo(4);
    }

    @Test
    void restore_onceTrainingHasBegun_isRefused() {
        ModelSuccession models = predicting(1.0);
        finish(models, EVERY);

        assertThatThrownBy(() -> models.restore(List.of())).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("after 3 tasks");
    }

    private static ModelSuccession.Trained earlier(int version, ModelVersion.Verdict verdict, boolean inOffice,
            RuntimeModel model) {
        return new ModelSuccession.Trained(new ModelVersion(version, 20, 10, Double.NaN, 0.5, verdict), inOffice, model);
    }

    @Test
    void due_asTasksFinish_growsByAQuarterUpToTheLongestInterval() {
        RetrainingSchedule schedule = new RetrainingSchedule(20);
        List<Long> due = LongStream.rangeClosed(1, 60_000).filter(schedule::due).boxed().toList();

        assertThat(due).startsWith(20L, 40L, 60L, 80L, 100L, 125L, 156L).hasSizeLessThan(40);
        assertThat(due.get(due.size() - 1) - due.get(due.size() - 2)).isEqualTo(RetrainingSchedule.LONGEST);
    }

    private Observation observation(DeviceKind kind, double seconds) {
        return new Observation(new Task(nextTask++, 0, null, 0, 0, new double[0], new long[0]), kind, seconds);
    }

    private ModelSuccession succession(Executor executor) {
        return new ModelSuccession(trainer, executor, EVERY, WINDOW, 0);
    }

    private void finish(ModelSuccession models, int tasks) {
        for (int i = 0; i < tasks; i++) {
            Task task = new Task(nextTask++, 0, null, 0, 0, new double[0], new long[0]);
            models.observe(new Observation(task, DeviceKind.CPU, 1));
            models.taskFinished();
        }
    }

    /** Lets the training end only when the other thread is seen to wait for it and has no interrupt to act on. */
    private static void releaseOnceWaiting(Thread waiting, CountDownLatch release) {
        Thread releaser = new Thread(() -> {
            while (release.getCount() > 0 && (waiting.isInterrupted() || waiting.getState() != Thread.State.WAITING)) {
                Thread.onSpinWait();
            }
            release.countDown();
        });
        releaser.setDaemon(true);
        releaser.start();
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted in training", e);
        }
    }

    private record Trained(List<Observation> observations, long seed) implements RuntimeModel {

        @Override
        public boolean knows(DeviceKind kind) {
            return false;
        }

        @Override
        public RuntimeEstimate predict(Task task, DeviceKind kind) {
            throw new IllegalStateException("knows nothing");
        }
    }

    /** Says the same of every task on a CPU. */
    private static class Constant implements RuntimeModel {

        private final double seconds;

        Constant(double seconds) {
            this.seconds = seconds;
        }

        @Override
        public boolean knows(DeviceKind kind) {
            return kind == DeviceKind.CPU;
        }

        @Override
        public RuntimeEstimate predict(Task task, DeviceKind kind) {
            assertThat(kind).isEqualTo(DeviceKind.CPU);
            return new RuntimeEstimate(Math.log(seconds), 0);
        }
    }
}
