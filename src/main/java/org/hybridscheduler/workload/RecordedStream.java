package org.hybridscheduler.workload;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;

/** Rows of a recorded workload as tasks: in their order, or drawn at random. */
final class RecordedStream implements TaskStream {

    private static final long[] NO_PARENTS = {};

    private final List<RecordedTask> tasks;
    private final SplittableRandom rows;
    private final ArrivalTimes arrivals;
    private final Noise noise;
    private final OptionalDouble noiseCv;
    private final ClusterSpec cluster;
    private final long firstTaskId;
    private final long length;
    private final boolean anyParents;
    private long given;

    /** @param rows draws the rows, or {@code null} to take them in their order */
    RecordedStream(List<RecordedTask> tasks, SplittableRandom rows, ArrivalTimes arrivals, StreamSpec spec,
            ClusterSpec cluster) {
        this.tasks = tasks;
        this.rows = rows;
        this.arrivals = arrivals;
        this.noise = new Noise(RandomPurpose.NOISE.stream(spec.seed()));
        this.noiseCv = spec.noiseCv();
        this.cluster = cluster;
        this.anyParents = rows == null && tasks.stream().anyMatch(task -> task.parents().length > 0);
        this.firstTaskId = spec.firstTaskId();
        this.length = spec.maxTasks().orElse(rows == null ? tasks.size() : Long.MAX_VALUE);
    }

    @Override
    public Arrival next() {
        if (given == length) {
            return null;
        }
        int row = rows == null ? (int) (given % tasks.size()) : rows.nextInt(tasks.size());
        RecordedTask recorded = tasks.get(row);
        Task task = task(recorded, parents(recorded, given - row));
        given++;
        double cv = noiseCv.isPresent() ? noiseCv.getAsDouble() : recorded.noiseCv();
        RunTimes mean = RecordedWorkload.meanTimes(recorded, cluster);
        return new Arrival(task, mean, noise.apply(mean, cv));
    }

    /** Where rows come in order, the first task of the pass that the next one belongs to. */
    @Override
    public long oldestParent() {
        return anyParents ? firstTaskId + given - given % tasks.size() : Long.MAX_VALUE;
    }

    private Task task(RecordedTask recorded, long[] parents) {
        long id = firstTaskId + given;
        return recorded.parentBytes() == null || parents.length == 0
                ? new Task(id, arrivals.next(), recorded.group(), recorded.transferBytes(), recorded.memoryMb(),
                        recorded.features(), parents)
                : new Task(id, arrivals.next(), recorded.group(), recorded.transferBytes(), recorded.memoryMb(),
                        recorded.features(), parents, recorded.parentBytes());
    }

    /** @param passStart how many tasks were given before this pass through the rows */
    private long[] parents(RecordedTask recorded, long passStart) {
        int[] indexes = recorded.parents();
        if (rows != null || indexes.length == 0) {
            return NO_PARENTS;
        }
        long[] ids = new long[indexes.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = firstTaskId + passStart + indexes[i];
        }
        return ids;
    }
}
