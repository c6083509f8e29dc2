package org.hybridscheduler.scheduling;

/**
 * How the model that a strategy learns is at one moment.
 *
 * @param version how many models have taken over since the strategy began; 0 while there is none
 * @param failures trainings that failed since then, at least 0
 * @param errorRatio mean of |predicted - observed| / observed over what was observed since the model in office took
 *     over, each predicted by that model, which had not seen it; NaN before the first
 */
public record ModelStatus(int version, long failures, double errorRatio) {

    public ModelStatus {
        if (version < 0 || failures < 0 || errorRatio < 0) {
            throw new IllegalArgumentException("Version " + version + ", " + failures + " failures, error "
                    + errorRatio + ", expected at least 0 of each");
        }
    }
}
