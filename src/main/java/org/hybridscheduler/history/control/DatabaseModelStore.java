package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hybridscheduler.scheduling.EncodedModel;
import org.hybridscheduler.simulation.engine.ModelStore;

/** Keeps learned models in the database, once it is there. */
@ApplicationScoped
public class DatabaseModelStore implements ModelStore {

    @Inject
    DatabaseGate gate;

    @Inject
    ModelRepository models;

    @Override
    public void keep(long runId, String strategy, EncodedModel model) {
        gate.call("keep model " + model.version().version() + " of " + strategy, () -> {
            models.keep(runId, strategy, model);
            return null;
        });
    }

    @Override
    public List<EncodedModel> models(long runId, String strategy) {
        return gate.call("read the models of " + strategy, () -> models.models(runId, strategy));
    }
}
