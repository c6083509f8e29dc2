package org.hybridscheduler.scheduling;

/**
 * One model that was trained, and what became of it.
 *
 * @param version counts trained models from 1; 0 stands for none
 * @param finishedTasks when its training began
 * @param observations that it was trained on
 * @param championScore mean |ln(predicted median) - ln(observed)| of the model that was in office, over the latest
 *     observations, which neither had seen; NaN where there was none, or nothing to compare on
 * @param challengerScore the same of this model
 * @param verdict what became of it
 */
public record ModelVersion(int version, long finishedTasks, int observations, double championScore,
        double challengerScore, Verdict verdict) {

    /** Whether a challenger took over. */
    public enum Verdict {
        /** It did no worse than the champion. */
        PROMOTED,
        /** It did worse, and was dropped. */
        REJECTED,
        /** It took over, and an earlier one was put back in its place. */
        ROLLED_BACK
    }

    /** The same version with another verdict. */
    public ModelVersion with(Verdict other) {
        return new ModelVersion(version, finishedTasks, observations, championScore, challengerScore, other);
    }
}
