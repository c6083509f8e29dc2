package org.hybridscheduler.scheduling;

/**
 * Decides which device each task gets. Called by one thread, at simulated times that never go back; it either binds a
 * task as soon as it is ready ({@link EarlyBinding}) or when a device is free for it ({@link LateBinding}).
 *
 * <p>An implementation carries {@link Strategy} and has a constructor that takes a {@link StrategyContext}.
 */
public interface SchedulingStrategy {

    /** Tells what the device that ran a task has shown; the way to learn. */
    default void completed(Completion completion) {
    }
}
