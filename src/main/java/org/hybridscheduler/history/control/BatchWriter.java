package org.hybridscheduler.history.control;

import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.Tracing;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/**
 * Moves outcomes from the buffer to the store, one batch at a time, until it is told to stop. A batch that fails is
 * tried again for as long as it takes.
 *
 * <p>Exactly once: after a failure nobody knows what was committed, so the ledger is read again, and only what it lacks
 * is written. Totals are computed on copies, which count once their batch is committed.
 */
final class BatchWriter implements Runnable {

    private static final Logger LOG = System.getLogger(BatchWriter.class.getName());
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

    /** Waits before the next try. */
    interface Pause {

        /** Returns whether to stop instead of trying again. */
        boolean await(Duration wait) throws InterruptedException;

        /** Waits for the given time or until the latch opens, which means to stop. */
        static Pause until(CountDownLatch stop) {
            return wait -> stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** How many tasks of a run are stored. */
    record Progress(long runId, long tasks) {
    }

    /**
     * What the writer needs beside its store.
     *
     * @param nanoTime the buffer's clock
     * @param listener hears of each attempt
     */
    record Surroundings(Clock clock, LongSupplier nanoTime, Pause pause, Tracing tracing,
            Consumer<BatchEvent> listener) {
    }

    private final OutcomeBuffer buffer;
    private final OutcomeStore store;
    private final Retention retention;
    private final int batchSize;
    private final Surroundings surroundings;
    private final FailureLog failures;
    private final FailureLog trimFailures;
    private RunLedger ledger;
    private volatile Progress progress;

    /** @param batchSize the most tasks in one transaction, at least 1 */
    BatchWriter(OutcomeBuffer buffer, OutcomeStore store, Retention retention, int batchSize,
            Surroundings surroundings) {
        this.buffer = buffer;
        this.store = store;
        this.retention = retention;
        this.batchSize = batchSize;
        this.surroundings = surroundings;
        failures = new FailureLog(LOG, surroundings.clock());
        trimFailures = new FailureLog(LOG, surroundings.clock());
    }

    /** The run that was written last, or {@code null} before the first batch. */
    Progress progress() {
        return progress;
    }

    /** Writes until the buffer is closed and empty, or it is interrupted or told to stop. */
    @Override
    public void run() {
        try {
            OutcomeBuffer.Batch batch = buffer.next(batchSize);
            while (batch != null && written(batch)) {
                buffer.stored(batch);
                trim(batch.outcomes().size());
                batch = buffer.next(batchSize);
            }
        } catch (InterruptedException e) {
            LOG.log(Logger.Level.DEBUG, "The writer was interrupted, it ends", e);
            Thread.currentThread().interrupt();
        }
    }

    /** Tries until the batch is stored; false where it was told to stop instead. */
    private boolean written(OutcomeBuffer.Batch batch) throws InterruptedException {
        Instant createdAt = surroundings.clock().instant();
        for (int failed = 1; ; failed++) {
            try {
                attempt(batch, createdAt);
                failures.worked("Outcomes are stored again");
                return true;
            } catch (RuntimeException e) {
                ledger = null;
                failures.failed("Cannot store " + batch.outcomes().size() + " tasks of run " + batch.runId()
                        + "; will try again", e);
                tell(new BatchFailed(batch.outcomes().size()));
                if (surroundings.pause().await(BACKOFF.after(failed))) {
                    return false;
                }
            }
        }
    }

    private void attempt(OutcomeBuffer.Batch batch, Instant createdAt) {
        try (Tracing.Span span = surroundings.tracing().begin("history.write_batch")
                .with("tasks", batch.outcomes().size()).with("run_id", batch.runId())) {
            try {
                store(batch, createdAt);
            } catch (RuntimeException e) {
                span.failed(e);
                throw e;
            }
        }
    }

    private void store(OutcomeBuffer.Batch batch, Instant createdAt) {
        long start = surroundings.nanoTime().getAsLong();
        RunLedger before = ledgerOf(batch.runId());
        List<TaskOutcome> missing = before.missing(batch.outcomes());
        while (!missing.isEmpty()) {
            RunLedger after = before.with(missing);
            if (store.store(before, after, missing, createdAt)) {
                ledger = after;
                progress = new Progress(after.runId(), after.completed().count());
                long now = surroundings.nanoTime().getAsLong();
                tell(new BatchStored(missing.size(), Duration.ofNanos(now - start),
                        Duration.ofNanos(now - batch.enteredNanos())));
                return;
            }
            ledger = null;
            before = ledgerOf(batch.runId());
            missing = before.missing(batch.outcomes());
        }
    }

    /** A listener that fails must neither end the writer nor make a committed batch look failed. */
    private void tell(BatchEvent event) {
        try {
            surroundings.listener().accept(event);
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.WARNING, "A listener failed at " + event, LogSafe.of(e));
        }
    }

    private RunLedger ledgerOf(long runId) {
        if (ledger == null || ledger.runId() != runId) {
            retention.forget();
            ledger = store.ledger(runId);
            progress = new Progress(runId, ledger.completed().count());
        }
        return ledger;
    }

    private void trim(int stored) {
        try {
            retention.stored(stored);
            trimFailures.worked("Old tasks are deleted again");
        } catch (RuntimeException e) {
            retention.forget();
            trimFailures.failed("Cannot delete old tasks; will try again after the next batch", e);
        }
    }
}
