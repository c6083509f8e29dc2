package org.hybridscheduler.simulation.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridscheduler.scheduling.ModelLearning;
import org.hybridscheduler.scheduling.ModelVersion;
import org.hybridscheduler.simulation.engine.RegretOverTime;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/** What the models of a run become, as seen from the loop. Used by its thread alone. */
final class LearnedModels {

    /** Who hears of it, on the loop's thread, which it must not hold. */
    interface Observer {

        /** For those who want to know nothing. */
        Observer NONE = new Observer() {
            @Override
            public void changed(List<ModelChange> changes) {
            }

            @Override
            public void stand(Map<String, LearnedModel> models) {
            }
        };

        /** Versions are new, or have become something else: promoted, rejected, rolled back. */
        void changed(List<ModelChange> changes);

        /** So the models stand now, by strategy. */
        void stand(Map<String, LearnedModel> models);
    }

    private final long runId;
    private final Map<String, ModelLearning> learners;
    private final Map<String, Set<ModelVersion>> known = new HashMap<>();
    private final Map<String, Integer> inOffice = new HashMap<>();
    private final RegretOverTime regret;
    private final Observer observer;

    /** Begins with the models as they are; those are no news. */
    LearnedModels(long runId, PreparedRun run, Observer observer) {
        this.runId = runId;
        this.learners = run.modelLearners();
        this.regret = new RegretOverTime(run.specification().strategies());
        this.observer = observer;
        learners.forEach((name, learner) -> {
            known.put(name, Set.copyOf(learner.modelVersions()));
            inOffice.put(name, learner.modelInOffice());
        });
    }

    /** Adds a task that every strategy is done with. */
    void add(TaskOutcome task) {
        if (!learners.isEmpty()) {
            regret.add(task);
        }
    }

    /** Tells what has changed since the last call. */
    void tellChanges() {
        List<ModelChange> changes = new ArrayList<>();
        learners.forEach((name, learner) -> {
            List<ModelVersion> versions = learner.modelVersions();
            int deciding = learner.modelInOffice();
            boolean another = inOffice.put(name, deciding) != deciding;
            for (ModelVersion version : versions) {
                boolean decides = version.version() == deciding;
                if (decides && another || !known.get(name).contains(version)) {
                    changes.add(new ModelChange(runId, name, learner, version, decides));
                }
            }
            known.put(name, new HashSet<>(versions));
        });
        if (!changes.isEmpty()) {
            observer.changed(changes);
        }
    }

    /** Tells how the models stand. */
    void tell() {
        Map<String, LearnedModel> models = new LinkedHashMap<>();
        learners.forEach((name, learner) -> learner.modelReport().ifPresent(report ->
                models.put(name, new LearnedModel(learner.modelInOffice(), report, regret.of(name)))));
        observer.stand(models);
    }
}
