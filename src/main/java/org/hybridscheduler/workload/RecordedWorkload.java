package org.hybridscheduler.workload;

import java.util.AbstractList;
import java.util.List;
import java.util.OptionalLong;
import java.util.RandomAccess;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.workload.StreamSpec.Draw;

/**
 * Tasks whose run times were measured before.
 *
 * <p>In order, the rows come as they stand, at their recorded times where there are any (stretched to the load where
 * one is asked for), else as a Poisson process; a stream longer than the recording starts it again, later in time. At
 * random, rows are drawn uniformly with replacement and arrive as a Poisson process; their parents are left out, since
 * a row may come before them, or more than once.
 */
public final class RecordedWorkload implements Workload {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final String name;
    private final List<String> featureNames;
    private final List<RecordedTask> tasks;
    private final String digest;

    /**
     * A workload of these rows.
     *
     * @param name letters, digits, {@code . _ -}, at most 64 characters
     * @throws IllegalArgumentException where there is no row, or a row contradicts the ones before it
     */
    public RecordedWorkload(String name, List<String> featureNames, List<RecordedTask> tasks) {
        if (!isName(name)) {
            throw new IllegalArgumentException("The workload's name is '" + name
                    + "', expected 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit");
        }
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("Workload '" + name + "' has no tasks");
        }
        this.name = name;
        this.featureNames = List.copyOf(featureNames);
        this.tasks = List.copyOf(tasks);
        for (int row = 0; row < tasks.size(); row++) {
            check(row);
        }
        this.digest = RecordedDigest.of(this.featureNames, this.tasks);
    }

    /** Whether a workload can have this name: 1 to 64 letters, digits, {@code . _ -}, the first a letter or digit. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private void check(int row) {
        RecordedTask task = tasks.get(row);
        if (task.features().length != featureNames.size()) {
            throw new IllegalArgumentException("Row " + row + " has " + task.features().length + " features, expected "
                    + featureNames.size());
        }
        for (int parent : task.parents()) {
            if (parent < 0 || parent >= row) {
                throw new IllegalArgumentException(
                        "Row " + row + " has the parent " + parent + ", expected a row before it");
            }
        }
        double before = tasks.get(Math.max(0, row - 1)).arrivalSeconds();
        double arrival = task.arrivalSeconds();
        if (Double.isNaN(arrival) != Double.isNaN(before) || arrival < before) {
            throw new IllegalArgumentException("Row " + row + " arrives at " + arrival + " s, the row before at "
                    + before + " s. Maybe the rows are not in the order of their arrival?");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public List<String> featureNames() {
        return featureNames;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(tasks.size());
    }

    /** The rows, in their order. */
    public List<RecordedTask> tasks() {
        return tasks;
    }

    /** Whether arrival times were recorded. */
    public boolean hasArrivals() {
        return !Double.isNaN(tasks.get(0).arrivalSeconds());
    }

    @Override
    public TaskStream open(StreamSpec spec, ClusterSpec cluster) {
        SplittableRandom rows = spec.draw() == Draw.RANDOM ? RandomPurpose.ROWS.stream(spec.seed()) : null;
        return new RecordedStream(tasks, rows, arrivals(spec, cluster), spec, cluster);
    }

    private ArrivalTimes arrivals(StreamSpec spec, ClusterSpec cluster) {
        boolean replayed = hasArrivals() && spec.draw() == Draw.IN_ORDER;
        if (replayed && spec.load().isEmpty()) {
            return RecordedArrivals.asRecorded(ArrivalTrace.of(this));
        }
        double rate = spec.load().orElse(StreamSpec.DEFAULT_LOAD) * Capacity.tasksPerSecond(demands(cluster), cluster);
        return replayed ? RecordedArrivals.atRate(ArrivalTrace.of(this), rate)
                : new PoissonArrivals(RandomPurpose.ARRIVALS.stream(spec.seed()), rate);
    }

    @Override
    public List<Demand> demands(ClusterSpec cluster) {
        return new Demands(tasks, cluster);
    }

    static RunTimes meanTimes(RecordedTask task, ClusterSpec cluster) {
        return new RunTimes(task.cpuSeconds(), task.gpuSeconds(),
                Math.min(cluster.linkLatencySeconds(), task.gpuSeconds()));
    }

    /** A view, since half a million rows should not be held twice. */
    private static final class Demands extends AbstractList<Demand> implements RandomAccess {

        private final List<RecordedTask> tasks;
        private final ClusterSpec cluster;

        Demands(List<RecordedTask> tasks, ClusterSpec cluster) {
            this.tasks = tasks;
            this.cluster = cluster;
        }

        @Override
        public Demand get(int index) {
            RecordedTask task = tasks.get(index);
            return new Demand(meanTimes(task, cluster), task.memoryMb());
        }

        @Override
        public int size() {
            return tasks.size();
        }
    }
}
