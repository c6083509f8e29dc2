package org.hybridscheduler.scheduling;

/**
 * How the model that a strategy learns is at one moment.
 *
 * @param version which of the trained models is in office, counted from 1; 0 while there is none
 * @param failures trainings that failed since then, at least 0
 * @param errorRatio mean of |predicted - observed| / observed over what was observed since the model in office took
 *     over, each predicted by that model, which had not seen it; NaN before the first
 * @param within80 share of the latest observations that lay within the predictions' central interval of 80 %; NaN before
 *     the first
 */
public record ModelStatus(int version, long failures, double errorRatio, double within80) {

    /** Of a model whose intervals nobody has looked at. */
    public ModelStatus(int version, long failures, double errorRatio) {
        this(version, failures, errorRatio, Double.NaN);
    }

    public ModelStatus {
        if (version < 0 || failures < 0 || errorRatio < 0) {
            throw new IllegalArgumentException("Version " + version + ", " + failures + " failures, error "
                    + errorRatio + ", expected at least 0 of each");
        }
    }

    /** The same with that share. */
    public ModelStatus covering(double share) {
        return new ModelStatus(version, failures, errorRatio, share);
    }
}
