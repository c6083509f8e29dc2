package org.hybridscheduler.simulation.engine;

import java.util.Optional;
import org.hybridscheduler.scheduling.ModelVersion;

/**
 * Where the models of a run are kept, so that a run that is taken up need not learn from nothing. Each method throws
 * {@link RunStoreException} when the store is out of reach.
 */
public interface ModelStore {

    /**
     * A model of a run.
     *
     * @param runId the run's number
     * @param strategy name of the strategy whose model it is
     * @param version which one it is, and what became of it
     * @param inOffice whether it decides now
     * @param encoded the model, {@code null} where it was rejected. Shared: not to be changed
     */
    record StoredModel(long runId, String strategy, ModelVersion version, boolean inOffice, byte[] encoded) {
    }

    /** Keeps a model, or what became of it; one that is in office takes the place of the one before it. */
    void keep(StoredModel model);

    /** The model that was in office when the run was last seen. */
    Optional<StoredModel> inOffice(long runId, String strategy);
}
