package org.hybridscheduler.history.control;

import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

    private final OutcomeBuffer buffer;
    private final OutcomeStore store;
    private final Retention retention;
    private final int batchSize;
    private final Clock clock;
    private final Pause pause;
    private final Consumer<BatchStored> listener;
    private final FailureLog failures;
    private final FailureLog trimFailures;
    private RunLedger ledger;
    private volatile Progress progress;

    /** @param batchSize the most tasks in one transaction, at least 1 */
    BatchWriter(OutcomeBuffer buffer, OutcomeStore store, Retention retention, int batchSize, Clock clock, Pause pause,
            Consumer<BatchStored> listener) {
        this.buffer = buffer;
        this.store = store;
        this.retention = retention;
        this.batchSize = batchSize;
        this.clock = clock;
        this.pause = pause;
        this.listener = listener;
        failures = new FailureLog(LOG, clock);
        trimFailures = new FailureLog(LOG, clock);
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
        Instant createdAt = clock.instant();
        for (int failed = 1; ; failed++) {
            try {
                store(batch, createdAt);
                failures.worked("Outcomes are stored again");
                return true;
            } catch (RuntimeException e) {
                ledger = null;
                failures.failed("Cannot store " + batch.outcomes().size() + " tasks of run " + batch.runId()
                        + "; will try again", e);
                if (pause.await(BACKOFF.after(failed))) {
                    return false;
                }
            }
        }
    }

    private void store(OutcomeBuffer.Batch batch, Instant createdAt) {
        long start = System.nanoTime();
        RunLedger before = ledgerOf(batch.runId());
        List<TaskOutcome> missing = before.missing(batch.outcomes());
        while (!missing.isEmpty()) {
            RunLedger after = before.with(missing);
            if (store.store(before, after, missing, createdAt)) {
                ledger = after;
                progress = new Progress(after.runId(), after.completed().count());
                listener.accept(new BatchStored(missing.size(), (System.nanoTime() - start) / 1e9));
                return;
            }
            ledger = null;
            before = ledgerOf(batch.runId());
            missing = before.missing(batch.outcomes());
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
