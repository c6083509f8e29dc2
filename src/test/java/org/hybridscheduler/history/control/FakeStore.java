package org.hybridscheduler.history.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/** A store in memory that fails on demand. */
final class FakeStore implements OutcomeStore {

    /** What goes wrong with one call of {@link #store}. */
    enum Trouble {
        NONE, REFUSED, COMMITTED_THEN_LOST, CLEARED_MEANWHILE
    }

    private final Map<Long, RunLedger> ledgers = new HashMap<>();
    private final List<Trouble> troubles = new ArrayList<>();
    /** Every stored place, by run, in storing order. */
    final Map<Long, List<Long>> places = new HashMap<>();
    final List<Integer> batches = new ArrayList<>();
    final List<Integer> deletions = new ArrayList<>();
    long tasks;
    boolean deletesFail;
    /** Runs when the ledger is read. */
    Runnable onLedger = () -> { };

    void begin(long runId) {
        ledgers.put(runId, new RunLedger(runId, 0, Samples.FEATURES, new CompletedSequences(),
                new RunTotals(Samples.STRATEGIES).figures()));
        places.put(runId, new ArrayList<>());
    }

    void next(Trouble... next) {
        troubles.addAll(List.of(next));
    }

    @Override
    public RunLedger ledger(long runId) {
        onLedger.run();
        return ledgers.get(runId);
    }

    @Override
    public boolean store(RunLedger before, RunLedger after, List<TaskOutcome> outcomes, Instant createdAt) {
        Trouble trouble = troubles.isEmpty() ? Trouble.NONE : troubles.remove(0);
        if (trouble == Trouble.REFUSED) {
            throw new IllegalStateException("Refused");
        }
        if (trouble == Trouble.CLEARED_MEANWHILE) {
            RunLedger old = ledgers.get(before.runId());
            ledgers.put(before.runId(), new RunLedger(old.runId(), old.version() + 1, old.features(), old.completed(),
                    new RunTotals(Samples.STRATEGIES).figures()));
        }
        if (ledgers.get(before.runId()).version() != before.version()) {
            return false;
        }
        ledgers.put(after.runId(), after);
        outcomes.forEach(outcome -> places.get(after.runId()).add(outcome.sequence()));
        batches.add(outcomes.size());
        tasks += outcomes.size();
        if (trouble == Trouble.COMMITTED_THEN_LOST) {
            throw new IllegalStateException("The answer got lost");
        }
        return true;
    }

    @Override
    public long countTasks() {
        return tasks;
    }

    @Override
    public int deleteOldest(int most) {
        if (deletesFail) {
            throw new IllegalStateException("Cannot delete");
        }
        int deleted = (int) Math.min(most, tasks);
        tasks -= deleted;
        deletions.add(deleted);
        return deleted;
    }
}
