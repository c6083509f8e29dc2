package org.hybridscheduler.simulation.control;

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

    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Command command;

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

    Command command() {
        lock.lock();
        try {
            return command;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the time has come or the command is not {@link Command#RUN} any more; answers the command. */
    Command awaitUntil(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos - nanoTime.getAsLong();
            while (command == Command.RUN && left > 0) {
                changed.await(left, TimeUnit.NANOSECONDS);
                left = nanos - nanoTime.getAsLong();
            }
            return command;
        } finally {
            lock.unlock();
        }
    }

    /** Waits while the command is {@link Command#PAUSE}; answers the next one. */
    Command awaitEndOfPause() throws InterruptedException {
        lock.lock();
        try {
            while (command == Command.PAUSE) {
                changed.await();
            }
            return command;
        } finally {
            lock.unlock();
        }
    }
}
