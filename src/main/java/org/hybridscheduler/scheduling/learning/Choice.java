package org.hybridscheduler.scheduling.learning;

/**
 * A decision to take: to start a task now on a device of a kind that is not its best, or to wait; or none, where there is
 * only one way on. States are the ones it leads to, post-decision states (Powell, "Approximate dynamic programming", 2011,
 * chapter 4).
 *
 * @param waits the state when nothing starts; where there is no choice, the state to come
 * @param relieved the state when the task were gone and held no device
 * @param starts the state when the task starts; negative where there is no choice
 * @param excess what the start costs at once, compared with the task's best kind of device
 * @param relief how much longer than the mean the task would hold its best kind of device, as a factor, at least 0
 * @param holding the same for the device that it would start on
 * @param advised whether the rule starts it that holds as long as nothing is learned
 */
public record Choice(int waits, int relieved, int starts, float excess, float relief, float holding, boolean advised) {

    /** No choice: the only way on leads to this state. */
    public static Choice none(int state) {
        return new Choice(state, state, -1, 0, 0, 0, false);
    }

    boolean isOpen() {
        return starts >= 0;
    }

    /**
     * What starting costs more than waiting. A task that holds devices longer than others weighs accordingly: values are
     * those of a task of mean length.
     */
    double extraCost(double[] value) {
        return excess + holding * (value[starts] - value[relieved]) - relief * (value[waits] - value[relieved]);
    }
}
