package org.hybridscheduler.simulation.engine;

import java.util.List;
import java.util.Optional;

/**
 * Where runs and their results are kept. Each method throws {@link RunStoreException} when the store is out of reach.
 */
public interface RunStore {

    /**
     * Begins a run.
     *
     * @param specification its text, which {@link StoredRun#specification} gives back
     * @param hash of the specification
     * @param strategies names, in the run's order
     * @param features names of the workload's features, in the order of {@link
     *     org.hybridscheduler.scheduling.Task#features}
     */
    StoredRun begin(String specification, String hash, List<String> strategies, List<String> features);

    /** The run that began last, if there ever was one. */
    Optional<StoredRun> latest();

    /** Notes the run's state. */
    void changed(long runId, RunState state);

    /**
     * Takes the next outcomes of a run, in order; they are stored in the background. Waits while its buffer is full: a
     * slow store slows the caller, a dead one holds it, and nothing is lost.
     *
     * @throws InterruptedException when interrupted while waiting; then none of the outcomes was taken
     */
    void append(long runId, List<TaskOutcome> outcomes) throws InterruptedException;

    /** Waits until everything appended so far is stored. */
    void flush() throws InterruptedException;

    /** The number of the run's tasks whose results are stored. */
    long storedTasks(long runId);
}
