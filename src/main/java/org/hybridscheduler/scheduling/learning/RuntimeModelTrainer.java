package org.hybridscheduler.scheduling.learning;

import java.util.List;

/** Makes a run time model of what was observed; may be called by any thread. */
@FunctionalInterface
public interface RuntimeModelTrainer {

    /**
     * Trains a model; the same observations in the same order and the same seed give the same model to the last bit.
     *
     * @param observations oldest first, all of tasks with the same number of features; may be empty
     */
    RuntimeModel train(List<Observation> observations, long seed);
}
