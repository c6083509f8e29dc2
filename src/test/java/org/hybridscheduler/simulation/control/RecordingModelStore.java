package org.hybridscheduler.simulation.control;

import java.util.List;
import java.util.TreeMap;
import org.hybridscheduler.scheduling.EncodedModel;
import org.hybridscheduler.simulation.engine.ModelStore;
import org.hybridscheduler.simulation.engine.RunStoreException;

/** A store of models in memory, of the latest run and strategy that it was told of, which can be out of reach. */
final class RecordingModelStore implements ModelStore {

    private final TreeMap<Integer, EncodedModel> models = new TreeMap<>();
    private boolean outOfReach;
    private int attempts;

    synchronized void outOfReach(boolean is) {
        outOfReach = is;
    }

    synchronized int attempts() {
        return attempts;
    }

    @Override
    public synchronized void keep(long runId, String strategy, EncodedModel model) {
        attempts++;
        if (outOfReach) {
            throw new RunStoreException("out of reach", null);
        }
        if (model.inOffice()) {
            models.replaceAll((version, other) -> new EncodedModel(other.version(), false, other.bytes()));
        }
        models.put(model.version().version(), model);
    }

    @Override
    public synchronized List<EncodedModel> models(long runId, String strategy) {
        if (outOfReach) {
            throw new RunStoreException("out of reach", null);
        }
        return List.copyOf(models.values());
    }
}
