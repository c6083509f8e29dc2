package org.hybridscheduler.simulation.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.RunState;
import org.hybridscheduler.simulation.engine.RunStore;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.StoredRun;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/** A store in memory that holds one run at a time and lets a test have its say before each change. */
final class RecordingStore implements RunStore {

    /** Called by the loop's thread. */
    @FunctionalInterface
    interface BeforeAppend {

        void accept(List<TaskOutcome> next) throws InterruptedException;
    }

    private static final long FIRST_TASK_ID = 5_000;

    private final List<TaskOutcome> appended = new ArrayList<>();
    private final List<RunState> states = new ArrayList<>();
    private volatile BeforeAppend beforeAppend = next -> { };
    private volatile Consumer<RunState> beforeChange = state -> { };
    private long runId;
    private String specification;
    private String hash;
    private List<String> strategies;

    RecordingStore before(BeforeAppend hook) {
        beforeAppend = hook;
        return this;
    }

    void beforeChange(Consumer<RunState> hook) {
        beforeChange = hook;
    }

    synchronized List<TaskOutcome> appended() {
        return List.copyOf(appended);
    }

    synchronized List<RunState> states() {
        return List.copyOf(states);
    }

    @Override
    public synchronized StoredRun begin(String specification, String hash, List<String> strategies, List<String> features) {
        runId++;
        this.specification = specification;
        this.hash = hash;
        this.strategies = List.copyOf(strategies);
        appended.clear();
        states.add(RunState.RUNNING);
        return latest().orElseThrow();
    }

    @Override
    public synchronized Optional<StoredRun> latest() {
        if (runId == 0) {
            return Optional.empty();
        }
        CompletedSequences completed = new CompletedSequences();
        RunTotals totals = new RunTotals(strategies);
        appended.forEach(task -> {
            completed.add(task.sequence());
            totals.add(task);
        });
        return Optional.of(new StoredRun(runId, specification, hash, states.get(states.size() - 1), FIRST_TASK_ID,
                Instant.EPOCH, completed, totals.figures()));
    }

    @Override
    public void changed(long id, RunState state) {
        beforeChange.accept(state);
        synchronized (this) {
            requireCurrent(id);
            states.add(state);
        }
    }

    @Override
    public void append(long id, List<TaskOutcome> outcomes) throws InterruptedException {
        beforeAppend.accept(outcomes);
        synchronized (this) {
            requireCurrent(id);
            appended.addAll(outcomes);
        }
    }

    @Override
    public void flush() {
        // What is appended is stored.
    }

    @Override
    public synchronized long storedTasks(long id) {
        requireCurrent(id);
        return appended.size();
    }

    private void requireCurrent(long id) {
        if (id != runId) {
            throw new IllegalArgumentException("Run " + id + " is not " + runId);
        }
    }
}
