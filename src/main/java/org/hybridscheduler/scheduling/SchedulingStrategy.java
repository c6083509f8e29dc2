package org.hybridscheduler.scheduling;

import java.util.Optional;

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

    /**
     * Tells that a device failed on which the task ran. What was done of it is lost; the task is ready again, and is
     * offered anew after this.
     */
    default void lost(Task task, Placement placement) {
    }

    /** The name of the strategy that decides for it; empty where it decides itself. */
    default Optional<String> delegate() {
        return Optional.empty();
    }

    /** The name of the rule it goes by while it has no data to go by; empty once it has, and where it needs none. */
    default Optional<String> coldStartRule() {
        return Optional.empty();
    }

    /** How its model is, for one that learns a model of run times; empty for others. */
    default Optional<ModelStatus> model() {
        return Optional.empty();
    }

    /** How its model has fared, for one that learns a model of run times; empty for others. */
    default Optional<ModelReport> modelReport() {
        return Optional.empty();
    }
}
