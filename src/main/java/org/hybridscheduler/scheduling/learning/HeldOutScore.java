package org.hybridscheduler.scheduling.learning;

import java.util.Collection;
import org.hybridscheduler.scheduling.DeviceKind;

/** Compares two models on observations that neither has seen. */
final class HeldOutScore {

    private HeldOutScore() {
    }

    /**
     * Mean |ln(predicted median) - ln(observed)| of both models. A model that knows a kind of device that the other
     * does not know is the better one, whatever its errors: its score is 0, the other's infinite.
     *
     * @param champion {@code null} where there is none
     * @return the champion's, the challenger's; NaN where there is nothing to compare
     */
    static double[] of(RuntimeModel champion, RuntimeModel challenger, Collection<Observation> heldOut) {
        if (champion == null) {
            return new double[] {Double.NaN, mean(challenger, heldOut)};
        }
        for (DeviceKind kind : DeviceKind.values()) {
            if (champion.knows(kind) != challenger.knows(kind)) {
                return champion.knows(kind) ? new double[] {0, Double.POSITIVE_INFINITY}
                        : new double[] {Double.POSITIVE_INFINITY, 0};
            }
        }
        return new double[] {mean(champion, heldOut), mean(challenger, heldOut)};
    }

    private static double mean(RuntimeModel model, Collection<Observation> heldOut) {
        double sum = 0;
        int count = 0;
        for (Observation observation : heldOut) {
            if (model.knows(observation.kind())) {
                sum += Math.abs(model.predict(observation.task(), observation.kind()).logMean()
                        - Math.log(observation.seconds()));
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
