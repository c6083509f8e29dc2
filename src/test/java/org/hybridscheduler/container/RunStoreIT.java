package org.hybridscheduler.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hybridscheduler.caching.control.CacheHealth;
import org.hybridscheduler.history.control.TrainingData;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.control.SimulationSettings;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.RunState;
import org.hybridscheduler.simulation.engine.RunStore;
import org.hybridscheduler.simulation.engine.RunStoreException;
import org.hybridscheduler.simulation.engine.StoredRun;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.workload.StreamSpec;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.SyntheticParameters;
import org.hybridscheduler.workload.SyntheticWorkload;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the container adds to the history: its data source, its transactions, its EclipseLink, its interceptors. */
@ExtendWith(ArquillianExtension.class)
class RunStoreIT {

    @Inject
    CacheHealth caches;

    @Inject
    RunStore store;

    @Inject
    TrainingData trainingData;

    @Inject
    SimulationSettings settings;

    private List<TaskOutcome> outcomes(long firstTaskId, int tasks) {
        ClusterSpec cluster = settings.cluster();
        SyntheticWorkload workload = new SyntheticWorkload(SyntheticParameters.defaults());
        Comparison comparison = new Comparison(
                workload.open(new StreamSpec(1, Draw.IN_ORDER, OptionalDouble.of(0.5), OptionalDouble.empty(),
                        OptionalLong.of(tasks), firstTaskId), cluster),
                Map.of("random", new StrategyRegistry().create("random", new StrategyContext(cluster,
                        workload.featureNames(), new SplittableRandom(1), Runnable::run, Map.of()))),
                cluster, firstTaskId, new CompletedSequences());
        List<TaskOutcome> outcomes = new ArrayList<>();
        while (comparison.step()) {
            outcomes.addAll(comparison.takeOutcomes());
        }
        comparison.drain();
        outcomes.addAll(comparison.takeOutcomes());
        return outcomes;
    }

    /** The schema is made in the background. */
    @BeforeEach
    void awaitStore() {
        boolean there = false;
        for (long deadline = System.nanoTime() + 60_000_000_000L; !there && System.nanoTime() < deadline;) {
            try {
                store.latest();
                there = true;
            } catch (RunStoreException e) {
                LockSupport.parkNanos(100_000_000);
            }
        }
        assertTrue(there, "the store is there within a minute");
    }

    private StoredRun begin() {
        return store.begin("a specification", "a hash", List.of("random"),
                new SyntheticWorkload(SyntheticParameters.defaults()).featureNames());
    }

    @Test
    void append_outcomes_areStoredWithTheirTotalsAndTheNextRunFollowsTheirIds() throws InterruptedException {
        StoredRun run = begin();
        store.append(run.id(), outcomes(run.firstTaskId(), 1_234));
        store.flush();
        store.changed(run.id(), RunState.STOPPED);

        StoredRun stored = store.latest().orElseThrow();
        assertEquals(run.id(), stored.id());
        assertEquals(RunState.STOPPED, stored.state());
        assertEquals("a specification", stored.specification());
        assertEquals(1_234, stored.completed().count());
        assertEquals(1_234, store.storedTasks(run.id()));
        assertEquals(1_234, stored.totals().tasks());
        assertEquals(1_234, stored.totals().strategies().get("random").finished()
                + stored.totals().strategies().get("random").rejected());
        assertTrue(begin().firstTaskId() >= run.firstTaskId() + 1_234, "ids are unique among runs");
    }

    /** Until the caches have started nothing is kept, and on a loaded machine that outlasts the wait for them. */
    private void awaitCaches() throws InterruptedException {
        for (int i = 0; i < 600 && caches.status().isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertTrue(caches.status().isPresent(), "the caches have started");
    }

    @Test
    void latest_askedTwice_isServedFromTheCacheUntilForgotten() throws InterruptedException {
        awaitCaches();
        StoredRun run = begin();
        trainingData.forget();
        String before = trainingData.latest(3).etag();
        store.append(run.id(), outcomes(run.firstTaskId(), 10));
        store.flush();

        assertEquals(before, trainingData.latest(3).etag(), "a hit does not look at the database");
        trainingData.forget();
        assertNotEquals(before, trainingData.latest(3).etag());
        assertFalse(trainingData.latest(3).etag().isEmpty());
    }
}
