package org.hybridscheduler.simulation.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.scheduling.EncodedModel;
import org.hybridscheduler.scheduling.ModelLearning;
import org.hybridscheduler.simulation.engine.ModelStore;
import org.hybridscheduler.simulation.engine.RunStoreException;

/** The learned models of the live run: how they stand, stored as they change, rolled back, taken up after a restart. */
@ApplicationScoped
public class LiveModels implements LearnedModels.Observer {

    private static final Logger LOG = System.getLogger(LiveModels.class.getName());
    private static final long PATIENCE_SECONDS = 5;

    private record Run(Map<String, ModelLearning> learners, LoopControl control) {
    }

    @Resource
    ManagedExecutorService executor;

    @Inject
    ModelStore store;

    private ModelKeeper keeper;
    private volatile Run run = new Run(Map.of(), null);
    private volatile Map<String, LearnedModel> models = Map.of();

    @PostConstruct
    void open() {
        keeper = new ModelKeeper(store, executor);
    }

    /** Another run is the live one. */
    void begin(PreparedRun prepared, LoopControl control) {
        Map<String, LearnedModel> asTheyBegin = new LinkedHashMap<>();
        prepared.modelLearners().forEach((name, learner) -> learner.modelReport().ifPresent(report ->
                asTheyBegin.put(name, new LearnedModel(learner.modelInOffice(), report, List.of()))));
        run = new Run(prepared.modelLearners(), control);
        models = asTheyBegin;
    }

    /** Gives the models of a run that is taken up back to its strategies; one that cannot be read is learned anew. */
    void restore(long runId, PreparedRun prepared) {
        prepared.modelLearners().forEach((name, learner) -> {
            try {
                List<EncodedModel> earlier = store.models(runId, name);
                learner.restoreModels(earlier);
                LOG.log(Level.INFO, "{0} goes on with model {1} of run {2}", name, learner.modelInOffice(), runId);
            } catch (RunStoreException | IllegalArgumentException e) {
                LOG.log(Level.WARNING, name + " begins without the models that it had in run " + runId, LogSafe.of(e));
            }
        });
    }

    @Override
    public void changed(List<ModelChange> changes) {
        keeper.keep(changes);
    }

    @Override
    public void stand(Map<String, LearnedModel> now) {
        models = now;
    }

    /** The run is over, or given up: stores what is not stored yet. */
    void end() {
        keeper.storeWaiting();
    }

    /** How the models stand, by strategy in the run's order; of the strategies that learn one. */
    public Map<String, LearnedModel> models() {
        return models;
    }

    /**
     * Puts an earlier version back into office; it decides from the next decision on.
     *
     * @throws ImpossibleTransitionException where no run goes on in which the strategy learns a model
     * @throws IllegalArgumentException where that version cannot be put back
     * @throws RunStoreException where the run is held by the store
     */
    public void rollBack(String strategy, int version) throws InterruptedException {
        Run now = run;
        ModelLearning learner = now.learners().get(strategy);
        if (learner == null) {
            throw new ImpossibleTransitionException("Cannot roll back a model of " + strategy + " while no run has one");
        }
        FutureTask<Void> errand = new FutureTask<>(() -> {
            learner.rollBackModel(version);
            noteRolledBack(strategy, learner);
            return null;
        });
        now.control().send(errand);
        await(errand);
        LOG.log(Level.INFO, "{0} goes by version {1} of its model again", strategy, version);
    }

    /** On the loop's thread, so that who asks after the roll back sees it. */
    private void noteRolledBack(String strategy, ModelLearning learner) {
        Map<String, LearnedModel> next = new LinkedHashMap<>(models);
        next.computeIfPresent(strategy, (name, before) -> new LearnedModel(learner.modelInOffice(),
                learner.modelReport().orElse(before.report()), before.regret()));
        models = next;
    }

    private static void await(FutureTask<Void> errand) throws InterruptedException {
        try {
            errand.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (CancellationException e) {
            throw new ImpossibleTransitionException("Cannot roll back a model while no run goes on");
        } catch (TimeoutException e) {
            errand.cancel(false);
            throw new RunStoreException("The run did not answer within " + PATIENCE_SECONDS
                    + " s. Maybe it waits for the database?", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("Rolling back a model failed", e.getCause());
        }
    }
}
