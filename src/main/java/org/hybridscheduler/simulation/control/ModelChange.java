package org.hybridscheduler.simulation.control;

import java.util.Optional;
import org.hybridscheduler.scheduling.EncodedModel;
import org.hybridscheduler.scheduling.ModelLearning;
import org.hybridscheduler.scheduling.ModelVersion;

/**
 * A version of a strategy's model is new, or has become something else.
 *
 * @param learner knows the version's model, for as long as it keeps it
 */
record ModelChange(long runId, String strategy, ModelLearning learner, ModelVersion version, boolean inOffice) {

    /** The version with its model as bytes; empty where the model it should have is kept no more. May take milliseconds. */
    Optional<EncodedModel> encoded() {
        Optional<byte[]> bytes = learner.encodedModel(version.version());
        if (bytes.isEmpty() && version.verdict() != ModelVersion.Verdict.REJECTED) {
            return Optional.empty();
        }
        return Optional.of(new EncodedModel(version, inOffice, bytes.orElse(null)));
    }
}
