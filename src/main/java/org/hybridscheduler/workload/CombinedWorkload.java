package org.hybridscheduler.workload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.Task;

/**
 * The tasks of one workload at the arrival times of another. Where a load is asked for, the gaps between arrivals are
 * stretched alike, so that the mean rate is that share of the cluster's capacity for these tasks; else the times stand
 * as recorded. The shorter of the two starts again, later in time, until the stream has its length.
 */
public final class CombinedWorkload implements Workload {

    private final Workload tasks;
    private final ArrivalTrace arrivals;
    private final String digest;

    public CombinedWorkload(Workload tasks, ArrivalTrace arrivals) {
        this.tasks = Objects.requireNonNull(tasks, "tasks");
        this.arrivals = Objects.requireNonNull(arrivals, "arrivals");
        MessageDigest sha = Sha256.start();
        sha.update(("tasks=" + tasks.digest() + "\narrivals=" + arrivals.digest() + "\n")
                .getBytes(StandardCharsets.US_ASCII));
        this.digest = Sha256.finish(sha);
    }

    /** The two names with a plus between, which no workload of one source can have. */
    @Override
    public String name() {
        return tasks.name() + "+" + arrivals.name();
    }

    @Override
    public String digest() {
        return digest;
    }

    /** Where the tasks come from. */
    public Workload tasks() {
        return tasks;
    }

    /** When they arrive. */
    public ArrivalTrace arrivals() {
        return arrivals;
    }

    @Override
    public List<String> featureNames() {
        return tasks.featureNames();
    }

    @Override
    public OptionalLong length() {
        return tasks.length();
    }

    @Override
    public List<Demand> demands(ClusterSpec cluster) {
        return tasks.demands(cluster);
    }

    @Override
    public TaskStream open(StreamSpec spec, ClusterSpec cluster) {
        // The tasks' own times are dropped: a load, which they may not be able to give, is not theirs to follow.
        StreamSpec bodies = new StreamSpec(spec.seed(), spec.draw(), OptionalDouble.empty(), spec.noiseCv(),
                spec.maxTasks(), spec.firstTaskId());
        RecordedArrivals times = spec.load().isEmpty() ? RecordedArrivals.asRecorded(arrivals)
                : RecordedArrivals.atRate(arrivals,
                        spec.load().getAsDouble() * Capacity.tasksPerSecond(demands(cluster), cluster));
        return new Stream(tasks.open(bodies, cluster), times);
    }

    private record Stream(TaskStream bodies, ArrivalTimes times) implements TaskStream {

        @Override
        public Arrival next() {
            Arrival body = bodies.next();
            if (body == null) {
                return null;
            }
            Task task = body.task();
            Task moved = new Task(task.id(), times.next(), task.group(), task.transferBytes(), task.memoryMb(),
                    task.features(), task.parents(), task.parentBytes());
            return new Arrival(moved, body.mean(), body.actual());
        }

        @Override
        public long oldestParent() {
            return bodies.oldestParent();
        }
    }
}
