package org.hybridscheduler.simulation.engine;

import java.util.List;
import org.hybridscheduler.scheduling.EncodedModel;

/**
 * Where the models of a run are kept, so that a run that is taken up need not learn from nothing. Each method throws
 * {@link RunStoreException} when the store is out of reach.
 */
public interface ModelStore {

    /** Versions of a strategy that are kept of each run, the one in office among them. */
    int KEPT = 10;

    /**
     * Keeps a version, or what became of it. One that is in office takes the place of the one before it; what is too old
     * is deleted, and so are the bytes of earlier runs' models.
     */
    void keep(long runId, String strategy, EncodedModel model);

    /** The kept versions of a strategy in a run, oldest first. */
    List<EncodedModel> models(long runId, String strategy);
}
