package org.hybridscheduler.history.control;

import java.time.Instant;
import java.util.List;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/**
 * Where the writer puts outcomes. Each method is one transaction and throws where the database fails; then it may have
 * been committed or not.
 */
interface OutcomeStore {

    /** How far a run is stored. */
    RunLedger ledger(long runId);

    /**
     * Stores outcomes and what follows from them, all or nothing.
     *
     * @param before the ledger without them
     * @param after the ledger with them
     * @return whether they were stored: not where the run's version is no longer that of {@code before}
     */
    boolean store(RunLedger before, RunLedger after, List<TaskOutcome> outcomes, Instant createdAt);

    /** The number of stored tasks of all runs. */
    long countTasks();

    /** Deletes the oldest tasks and their results; returns how many tasks that were, at most {@code tasks}. */
    int deleteOldest(int tasks);
}
