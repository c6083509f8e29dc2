package org.hybridscheduler.history.control;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/** The JPA store with one transaction around each call. */
record TransactionalStore(TestDatabase database) implements OutcomeStore {

    @Override
    public RunLedger ledger(long runId) {
        return call(store -> store.ledger(runId));
    }

    @Override
    public boolean store(RunLedger before, RunLedger after, List<TaskOutcome> outcomes, Instant createdAt) {
        return call(store -> store.store(before, after, outcomes, createdAt));
    }

    @Override
    public long countTasks() {
        return call(JpaOutcomeStore::countTasks);
    }

    @Override
    public int deleteOldest(int tasks) {
        return call(store -> store.deleteOldest(tasks));
    }

    private <T> T call(Function<JpaOutcomeStore, T> work) {
        return database.inTransaction(entities -> {
            JpaOutcomeStore store = new JpaOutcomeStore();
            store.entities = entities;
            return work.apply(store);
        });
    }
}
