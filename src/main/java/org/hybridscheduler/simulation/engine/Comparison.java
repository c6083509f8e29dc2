package org.hybridscheduler.simulation.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.workload.Arrival;
import org.hybridscheduler.workload.MakespanBound;
import org.hybridscheduler.workload.TaskStream;

/**
 * One stream of tasks, offered to several strategies, each on a cluster of its own.
 *
 * <p>Life cycle: {@link #step} as long as it answers {@code true}, then {@link #drain}. The outcome of a task is handed over
 * when every strategy is done with it, in an order that depends on the run alone. Not thread-safe.
 */
public final class Comparison {

    private final TaskStream stream;
    private final ClusterSpec cluster;
    private final CompletedSequences alreadyDone;
    private final List<ClusterSimulation> simulations = new ArrayList<>();
    private final TaskTable<OpenTask> open = new TaskTable<>();
    private final long firstTaskId;
    private List<TaskOutcome> closed = new ArrayList<>();
    private long arrived;
    private double now;

    /** Prepares a run to whose decisions nobody listens. */
    public Comparison(TaskStream stream, Map<String, SchedulingStrategy> strategies, ClusterSpec cluster,
            long firstTaskId, CompletedSequences alreadyDone) {
        this(stream, strategies, cluster, firstTaskId, alreadyDone, strategy -> DecisionListener.NONE);
    }

    /** Prepares a run of seed 0, which matters where devices fail. */
    public Comparison(TaskStream stream, Map<String, SchedulingStrategy> strategies, ClusterSpec cluster,
            long firstTaskId, CompletedSequences alreadyDone, Function<String, DecisionListener> decisions) {
        this(stream, strategies, cluster, firstTaskId, alreadyDone, decisions, 0);
    }

    /**
     * Prepares a run.
     *
     * @param stream the tasks; ids count up by one from {@code firstTaskId}
     * @param strategies by name, in the order of the outcomes; used by nobody else
     * @param alreadyDone places of the stream that are left out since an earlier part of the run is done with them
     * @param decisions who listens to a strategy's decisions, by its name
     * @param seed of what the cluster draws, that is when devices fail: the same for every strategy
     */
    public Comparison(TaskStream stream, Map<String, SchedulingStrategy> strategies, ClusterSpec cluster,
            long firstTaskId, CompletedSequences alreadyDone, Function<String, DecisionListener> decisions, long seed) {
        if (strategies.isEmpty()) {
            throw new IllegalArgumentException("A comparison of no strategies");
        }
        this.stream = stream;
        this.cluster = cluster;
        this.firstTaskId = firstTaskId;
        this.alreadyDone = alreadyDone.copy();
        new LinkedHashMap<>(strategies).forEach((name, strategy) -> {
            int index = simulations.size();
            simulations.add(new ClusterSimulation(name, strategy, cluster, firstTaskId,
                    (task, outcome) -> outcome(index, task, outcome), decisions.apply(name), seed));
        });
    }

    /**
     * Lets the next task arrive at every cluster.
     *
     * @return whether there was one
     */
    public boolean step() {
        Arrival arrival;
        do {
            arrival = stream.next();
            if (arrival == null) {
                return false;
            }
            arrived++;
        } while (alreadyDone.contains(arrived - 1));
        Task task = arrival.task();
        if (task.id() != firstTaskId + arrived - 1) {
            throw new IllegalStateException("Arrival " + (arrived - 1) + " has the id " + task.id() + ", expected "
                    + (firstTaskId + arrived - 1));
        }
        now = task.arrivalSeconds();
        open.put(task.id(), new OpenTask(arrival, arrived - 1, simulations.size()));
        long oldestParent = stream.oldestParent();
        for (ClusterSimulation simulation : simulations) {
            simulation.offer(arrival);
            simulation.forgetBefore(oldestParent);
        }
        return true;
    }

    /**
     * Before the first step of a run that goes on: lets the tasks arrive again that had arrived before the last one that is
     * done, and that are not done themselves.
     */
    public void goOn() {
        while (arrived < alreadyDone.next() && step()) {
            // Each step is one such task, or the one after the last of them.
        }
    }

    /** After the last arrival: lets every task finish. */
    public void drain() {
        simulations.forEach(ClusterSimulation::drain);
    }

    /** The outcomes since the last call, of tasks that every strategy is done with. */
    public List<TaskOutcome> takeOutcomes() {
        if (closed.isEmpty()) {
            return List.of();
        }
        List<TaskOutcome> taken = closed;
        closed = new ArrayList<>();
        return taken;
    }

    /** Tasks that arrived, those left out included. */
    public long arrived() {
        return arrived;
    }

    /** Tasks that arrived and that some strategy is not done with. */
    public int inFlight() {
        return open.size();
    }

    /** Simulated time of the latest arrival, in seconds. */
    public double now() {
        return now;
    }

    /** Each strategy's cluster as it is now. */
    public List<ClusterStatus> clusters() {
        return simulations.stream().map(ClusterSimulation::status).toList();
    }

    /** What is kept of tasks, in entries: for tests of how much that is. */
    int retained() {
        return open.size() + simulations.stream().mapToInt(ClusterSimulation::retained).sum();
    }

    private void outcome(int strategy, Task task, Outcome outcome) {
        OpenTask openTask = open.get(task.id());
        openTask.outcomes[strategy] = outcome;
        if (--openTask.missing == 0) {
            open.remove(task.id());
            RunTimes actual = openTask.arrival.actual();
            closed.add(new TaskOutcome(openTask.sequence, task, actual, lowerBound(actual, task),
                    List.of(openTask.outcomes)));
        }
    }

    /**
     * The shortest time of any placement that this cluster offers, queues left aside; where transfers are charged, as if
     * the whole input were there already.
     */
    private double lowerBound(RunTimes recorded, Task task) {
        RunTimes times = cluster.transfers() == Transfers.INCLUDED ? recorded : withoutTransfer(recorded, task);
        return MakespanBound.shortestSeconds(times, task.memoryMb(), cluster);
    }

    private RunTimes withoutTransfer(RunTimes times, Task task) {
        double kernel = times.gpuSeconds() - Inputs.includedSeconds(task, times, cluster);
        return new RunTimes(times.cpuSeconds(), Math.max(kernel, Double.MIN_NORMAL),
                Math.min(times.gpuFixedSeconds(), Math.max(kernel, Double.MIN_NORMAL)));
    }

    private static final class OpenTask {

        private final Arrival arrival;
        private final long sequence;
        private final Outcome[] outcomes;
        private int missing;

        OpenTask(Arrival arrival, long sequence, int strategies) {
            this.arrival = arrival;
            this.sequence = sequence;
            outcomes = new Outcome[strategies];
            missing = strategies;
        }
    }
}
