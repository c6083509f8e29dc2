package org.hybridscheduler.simulation.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.workload.TaskStream;

/**
 * Tries strategies on the beginning of a stream to find the best: the one that rejects the fewest tasks and, of these,
 * has the lowest mean turnaround. Whoever can only be worse than the best so far is not tried to the end. Depends on
 * stream and cluster alone.
 */
final class Rehearsal {

    /** Devices that are looked at in all, once for each task: a large cluster is rehearsed with fewer tasks. */
    private static final long MAX_LOOKS = 2_000_000;

    private final Supplier<TaskStream> stream;
    private final ClusterSpec cluster;
    private final long firstTaskId;
    private final long seed;
    private final long tasks;

    /** What a strategy has made of the tasks so far. */
    private record Score(long rejected, double totalTurnaround) {

        Score plus(Outcome outcome) {
            return outcome.rejected() ? new Score(rejected + 1, totalTurnaround)
                    : new Score(rejected, totalTurnaround + outcome.turnaroundSeconds());
        }

        /** No later task can change it. */
        boolean exceeds(Score other) {
            return rejected > other.rejected || rejected == other.rejected && totalTurnaround >= other.totalTurnaround;
        }
    }

    /**
     * Prepares a rehearsal.
     *
     * @param stream opens the stream anew, each time the same
     * @param firstTaskId of that stream
     * @param seed of the run, from which the failures of its devices follow
     * @param tasks that each strategy is tried on, fewer where the stream or a large cluster says so
     */
    Rehearsal(Supplier<TaskStream> stream, ClusterSpec cluster, long firstTaskId, long seed, long tasks) {
        this.stream = stream;
        this.cluster = cluster;
        this.firstTaskId = firstTaskId;
        this.seed = seed;
        this.tasks = Math.min(tasks, MAX_LOOKS / cluster.devices());
    }

    /** The best of these, the first of equals; the first where there is no task to try them on. */
    String best(List<String> names, Function<String, SchedulingStrategy> strategies) {
        String best = names.get(0);
        Score least = new Score(Long.MAX_VALUE, Double.POSITIVE_INFINITY);
        if (tasks == 0) {
            return best;
        }
        for (String name : names) {
            Score score = score(name, strategies.apply(name), least);
            if (!score.exceeds(least)) {
                best = name;
                least = score;
            }
        }
        return best;
    }

    private Score score(String name, SchedulingStrategy strategy, Score least) {
        Comparison comparison = new Comparison(stream.get(), Map.of(name, strategy), cluster, firstTaskId,
                new CompletedSequences(), member -> DecisionListener.NONE, seed);
        Score score = new Score(0, 0);
        while (comparison.arrived() < tasks && !score.exceeds(least) && comparison.step()) {
            score = plus(score, comparison);
        }
        if (!score.exceeds(least)) {
            comparison.drain();
            score = plus(score, comparison);
        }
        return score;
    }

    private static Score plus(Score score, Comparison comparison) {
        Score sum = score;
        for (TaskOutcome task : comparison.takeOutcomes()) {
            sum = sum.plus(task.outcomes().get(0));
        }
        return sum;
    }
}
