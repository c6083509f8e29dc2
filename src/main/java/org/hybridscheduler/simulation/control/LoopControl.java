package org.hybridscheduler.simulation.control;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** What the loop is told to do, and the place where it waits; a change wakes it at once. */
final class LoopControl {

    /** What the loop shall do. */
    enum Command {
        /** Let tasks arrive. */
        RUN,
        /** Wait. */
        PAUSE,
        /** Let no more tasks arrive, let those in flight finish, end. */
        STOP,
        /** End at once; the run goes on in another process. */
        ABANDON
    }

    private static final int MAX_ERRANDS = 16;

    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<FutureTask<?>> errands = new ArrayDeque<>();
    private Command command;
    private boolean ended;

    /** @param nanoTime a clock that never goes back, in nanoseconds */
    LoopControl(Command initial, LongSupplier nanoTime) {
        this.command = initial;
        this.nanoTime = nanoTime;
    }

    /** Gives a command; {@link Command#STOP} and {@link Command#ABANDON} are final, the latter beats the former. */
    void give(Command next) {
        lock.lock();
        try {
            if (command != Command.ABANDON && (command != Command.STOP || next == Command.ABANDON)) {
                command = next;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Has the loop's thread do something soon, also while it pauses. Cancelled where too many wait already, or where the loop
     * has ended, or ends before.
     */
    void send(FutureTask<?> errand) {
        lock.lock();
        try {
            if (ended || errands.size() == MAX_ERRANDS) {
                errand.cancel(false);
            } else {
                errands.add(errand);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next errand, which the loop's thread is to run; {@code null} where there is none. */
    FutureTask<?> nextErrand() {
        lock.lock();
        try {
            return errands.poll();
        } finally {
            lock.unlock();
        }
    }

    /** The loop does nothing any more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            errands.forEach(errand -> errand.cancel(false));
            errands.clear();
        } finally {
            lock.unlock();
        }
    }

    Command command() {
        lock.lock();
        try {
            return command;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the time has come, there is an errand, or the command is not {@link Command#RUN} any more; answers the
     * command.
     */
    Command awaitUntil(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos - nanoTime.getAsLong();
            while (command == Command.RUN && left > 0 && errands.isEmpty()) {
                changed.await(left, TimeUnit.NANOSECONDS);
                left = nanos - nanoTime.getAsLong();
            }
            return command;
        } finally {
            lock.unlock();
        }
    }

    /** Waits while the command is {@link Command#PAUSE} and there is no errand; answers the command then. */
    Command awaitEndOfPause() throws InterruptedException {
        lock.lock();
        try {
            while (command == Command.PAUSE && errands.isEmpty()) {
                changed.await();
            }
            return command;
        } finally {
            lock.unlock();
        }
    }
}
