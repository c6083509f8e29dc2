package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.hybridscheduler.RecordedSpans;
import org.hybridscheduler.simulation.engine.ModelRetrained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimedTrainerTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Queue<Runnable> handedOn = new ArrayDeque<>();
    private final List<ModelRetrained> reports = new ArrayList<>();
    private final RecordedSpans tracing = new RecordedSpans();
    private final TimedTrainer trainer = new TimedTrainer("hybrid_ml", handedOn::add,
            Runs.ticking(TimeUnit.SECONDS.toNanos(3)), Clock.fixed(NOON, ZoneOffset.UTC), tracing, reports::add);

    @Test
    void execute_eachTraining_isRunByTheExecutorAndReportedOnce() {
        FutureTask<String> first = new FutureTask<>(() -> "first");
        FutureTask<String> second = new FutureTask<>(() -> "second");
        trainer.execute(first);
        trainer.execute(second);
        assertThat(first).as("it is the executor that trains").isNotDone();
        assertThat(reports).isEmpty();

        handedOn.forEach(Runnable::run);

        assertThat(first).isDone();
        assertThat(second).isDone();
        ModelRetrained report = new ModelRetrained("hybrid_ml", Duration.ofSeconds(3), NOON);
        assertThat(reports).containsExactly(report, report);
    }

    @Test
    void execute_doneByTheLoopMeanwhile_isNotReported() {
        FutureTask<String> training = new FutureTask<>(() -> "model");
        trainer.execute(training);
        training.run();

        handedOn.remove().run();

        assertThat(reports).isEmpty();
        assertThat(tracing.spans()).isEmpty();
    }

    /**
     * Regression: a training that the loop had begun itself, and had not ended, was reported as one of no length, since
     * a future's second run answers at once.
     */
    @Test
    void execute_begunByTheLoopMeanwhile_isNotReported() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        FutureTask<String> training = new FutureTask<>(() -> {
            begun.countDown();
            mayEnd.await();
            return "model";
        });
        trainer.execute(training);
        Thread loop = new Thread(training);
        loop.start();
        begun.await();

        handedOn.remove().run();

        mayEnd.countDown();
        assertThat(training.get()).isEqualTo("model");
        loop.join();
        assertThat(reports).isEmpty();
        assertThat(tracing.spans()).singleElement().satisfies(span ->
                assertThat(span.attributes()).containsEntry("trained_by", "loop"));
    }

    @Test
    void execute_training_isASpanOfItsModelWhileItGoesOn() {
        trainer.execute(new FutureTask<>(() -> {
            assertThat(tracing.spans()).singleElement()
                    .satisfies(span -> assertThat(span.closedOnce()).isFalse());
            return "model";
        }));

        handedOn.remove().run();

        assertThat(reports).as("it succeeded").hasSize(1);
        assertThat(tracing.spans()).singleElement().satisfies(span -> {
            assertThat(span.name()).isEqualTo("model.retrain");
            assertThat(span.attributes()).containsOnly(entry("model", "hybrid_ml"));
            assertThat(span.failure()).isNull();
            assertThat(span.closedOnce()).isTrue();
        });
    }

    /** Regression: a training that failed was reported as a retraining, with its time, though no model came of it. */
    @Test
    void execute_trainingFails_isNoRetrainingAndItsSpanSaysWhy() {
        IllegalStateException cause = new IllegalStateException("no memory for trees");
        trainer.execute(new FutureTask<>(() -> {
            throw cause;
        }));

        handedOn.remove().run();

        assertThat(reports).isEmpty();
        assertThat(tracing.spans()).singleElement().satisfies(span -> {
            assertThat(span.failure()).isSameAs(cause);
            assertThat(span.closedOnce()).isTrue();
        });
    }
}
