package org.hybridscheduler.simulation.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.hybridscheduler.scheduling.ModelStatus;
import org.hybridscheduler.simulation.control.LoopControl.Command;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.RunStore;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.simulation.engine.TasksResolved;

/**
 * Lets the tasks of one run arrive at their pace, hands their outcomes to the store, which may hold it, and tells observers.
 */
final class SimulationLoop {

    private static final long SNAPSHOT_PERIOD_NANOS = 50_000_000;

    private final long runId;
    private final PreparedRun run;
    private final Comparison comparison;
    private final RunTotals totals;
    private final RunStore store;
    private final LoopControl control;
    private final LongSupplier nanoTime;
    private final Pace pace;
    private final Consumer<TasksResolved> resolved;
    private final Consumer<ComparisonSnapshot> snapshots;
    private final LearnedModels models;
    private TaskOutcome latest;
    private long lastSnapshot;

    /** Who hears of what happens. */
    record Observers(Consumer<TasksResolved> resolved, Consumer<ComparisonSnapshot> snapshots,
            LearnedModels.Observer models) {
    }

    SimulationLoop(long runId, PreparedRun run, double tasksPerSecond, RunStore store, LoopControl control,
            LongSupplier nanoTime, Observers observers) {
        this.runId = runId;
        this.run = run;
        this.comparison = run.comparison();
        this.totals = run.totals();
        this.store = store;
        this.control = control;
        this.nanoTime = nanoTime;
        this.resolved = observers.resolved();
        this.snapshots = observers.snapshots();
        this.models = new LearnedModels(runId, run, observers.models());
        this.pace = new Pace(tasksPerSecond, nanoTime.getAsLong());
        this.lastSnapshot = nanoTime.getAsLong() - SNAPSHOT_PERIOD_NANOS;
    }

    /**
     * Runs until the stream ends or a command ends it.
     *
     * @return whether the stream came to its end
     */
    boolean run() throws InterruptedException {
        try {
            return runToTheEnd();
        } finally {
            control.end();
        }
    }

    private boolean runToTheEnd() throws InterruptedException {
        boolean more = true;
        comparison.goOn();
        Command command = control.command();
        while (more && (command == Command.RUN || command == Command.PAUSE)) {
            runErrands();
            if (command == Command.PAUSE) {
                publishSnapshot();
                command = control.awaitEndOfPause();
                pace.restart(nanoTime.getAsLong());
            } else {
                more = letDueTasksArrive();
                handOver();
                command = more ? control.awaitUntil(pace.nextDue()) : control.command();
            }
        }
        if (command != Command.ABANDON) {
            comparison.drain();
            handOver();
            PortfolioCheck.log(runId, run);
        }
        publishSnapshot();
        return !more && command != Command.ABANDON;
    }

    private void runErrands() {
        FutureTask<?> errand = control.nextErrand();
        while (errand != null) {
            errand.run();
            errand = control.nextErrand();
        }
        models.tellChanges();
    }

    private boolean letDueTasksArrive() {
        int due = pace.due(nanoTime.getAsLong());
        for (int i = 0; i < due; i++) {
            if (!comparison.step()) {
                return false;
            }
        }
        pace.gave(due);
        return true;
    }

    private void handOver() throws InterruptedException {
        List<TaskOutcome> outcomes = comparison.takeOutcomes();
        if (!outcomes.isEmpty()) {
            store.append(runId, outcomes);
            outcomes.forEach(totals::add);
            outcomes.forEach(models::add);
            latest = outcomes.get(outcomes.size() - 1);
        }
        models.tellChanges();
        resolved.accept(new TasksResolved(runId, run.specification(), outcomes, comparison.inFlight(),
                run.decisions().take()));
        if (nanoTime.getAsLong() - lastSnapshot >= SNAPSHOT_PERIOD_NANOS) {
            publishSnapshot();
        }
    }

    private void publishSnapshot() {
        lastSnapshot = nanoTime.getAsLong();
        Map<String, String> coldStartRules = new HashMap<>();
        Map<String, ModelStatus> statuses = new HashMap<>();
        Map<String, String> delegates = new HashMap<>();
        run.strategies().forEach((name, strategy) -> {
            strategy.coldStartRule().ifPresent(rule -> coldStartRules.put(name, rule));
            strategy.model().ifPresent(status -> statuses.put(name, status));
            strategy.delegate().ifPresent(rule -> delegates.put(name, rule));
        });
        snapshots.accept(new ComparisonSnapshot(runId, run.specification(), run.featureNames(), totals.figures(),
                comparison.clusters(), comparison.arrived(), comparison.inFlight(), comparison.now(), latest,
                coldStartRules, statuses, delegates));
        models.tell();
    }
}
