package org.hybridscheduler.history.control;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/**
 * Outcomes on their way to the store, in order and of bounded number. They stay until they are stored, so the bound
 * counts the batch that is being written, too. Thread-safe; one writer.
 */
final class OutcomeBuffer {

    /**
     * Outcomes of one run, to be stored together.
     *
     * @param enteredNanos when the oldest came in, by the buffer's clock
     */
    record Batch(long runId, List<TaskOutcome> outcomes, long enteredNanos) {
    }

    private record Entry(long runId, TaskOutcome outcome, long enteredNanos) {
    }

    private final int capacity;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long appended;
    private long stored;
    private boolean closed;

    /**
     * An empty one.
     *
     * @param capacity in tasks, at least 1
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    OutcomeBuffer(int capacity, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.nanoTime = nanoTime;
    }

    int capacity() {
        return capacity;
    }

    /** The number of tasks that are not stored yet. */
    int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes all of the outcomes, or waits until there is room for them. More than ever fit are taken once it is empty.
     *
     * @throws IllegalStateException where the buffer was closed
     */
    void append(long runId, List<TaskOutcome> outcomes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !entries.isEmpty() && entries.size() + outcomes.size() > capacity) {
                changed.await();
            }
            if (closed) {
                throw new IllegalStateException("The history is closed, it takes no outcomes of run " + runId);
            }
            long now = nanoTime.getAsLong();
            outcomes.forEach(outcome -> entries.addLast(new Entry(runId, outcome, now)));
            appended += outcomes.size();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest outcomes of one run, at most {@code max}; waits for the first. Null once closed and empty. */
    Batch next(int max) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (entries.isEmpty()) {
                if (closed) {
                    return null;
                }
                changed.await();
            }
            long runId = entries.getFirst().runId();
            long entered = entries.getFirst().enteredNanos();
            List<TaskOutcome> outcomes = new ArrayList<>();
            Iterator<Entry> oldest = entries.iterator();
            Entry entry;
            while (oldest.hasNext() && outcomes.size() < max && (entry = oldest.next()).runId() == runId) {
                outcomes.add(entry.outcome());
            }
            return new Batch(runId, outcomes, entered);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the oldest outcomes, which are stored now. */
    void stored(Batch batch) {
        lock.lock();
        try {
            for (int i = 0; i < batch.outcomes().size(); i++) {
                entries.removeFirst();
            }
            stored += batch.outcomes().size();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything appended so far is stored. */
    void awaitStored() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long target = appended;
            while (stored < target) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything appended so far is stored, at most for the given time; returns whether it is. */
    boolean awaitStored(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long target = appended;
            long left = atMost.toNanos();
            while (stored < target && left > 0) {
                left = changed.awaitNanos(left);
            }
            return stored >= target;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more outcomes; those it holds can still be stored. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
