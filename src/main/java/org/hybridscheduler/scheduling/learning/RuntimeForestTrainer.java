package org.hybridscheduler.scheduling.learning;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;

/**
 * Trains a {@link RuntimeForest}, a forest for each kind of device that was seen often enough.
 *
 * <p>A row in training gets the mean of its group from rows outside its own fold, so that the trees do not learn to
 * trust a number that contains the answer; one fold in {@value #FOLDS} is trained as if its groups had never been seen,
 * so that the forest learns what to expect, and how widely it errs, of groups that are new.
 *
 * @param minObservations observations of a kind from which it is known, at least 1
 * @param trees trees of each kind's forest, 1 to 1,000
 * @param maxDepth depth of the trees, 1 to 30
 */
public record RuntimeForestTrainer(int minObservations, int trees, int maxDepth) implements RuntimeModelTrainer {

    public static final int DEFAULT_TREES = 20;
    public static final int DEFAULT_MAX_DEPTH = 10;
    private static final int FOLDS = 10;

    public RuntimeForestTrainer {
        requireWithin("minObservations", minObservations, Integer.MAX_VALUE);
        requireWithin("trees", trees, 1000);
        requireWithin("maxDepth", maxDepth, 30);
    }

    /** With {@value #DEFAULT_TREES} trees no deeper than {@value #DEFAULT_MAX_DEPTH}. */
    public RuntimeForestTrainer(int minObservations) {
        this(minObservations, DEFAULT_TREES, DEFAULT_MAX_DEPTH);
    }

    private static void requireWithin(String what, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(what + " is " + value + ", expected 1 to " + max);
        }
    }

    /** {@inheritDoc} Throws {@link IllegalArgumentException} where tasks differ in their number of features. */
    @Override
    public RuntimeForest train(List<Observation> observations, long seed) {
        Map<DeviceKind, RuntimeForest.KindForest> forests = new EnumMap<>(DeviceKind.class);
        for (DeviceKind kind : DeviceKind.values()) {
            List<Observation> seen = distinct(observations, kind);
            if (seen.size() >= 1 && count(observations, kind) >= minObservations) {
                forests.put(kind, grow(seen, new SplittableRandom(seed ^ kind.ordinal())));
            }
        }
        return new RuntimeForest(forests);
    }

    private static long count(List<Observation> observations, DeviceKind kind) {
        return observations.stream().filter(observation -> observation.kind() == kind).count();
    }

    /** One observation for each different task, of its geometric mean time: one that recurs tells of itself only once. */
    private static List<Observation> distinct(List<Observation> observations, DeviceKind kind) {
        Map<TaskKey, double[]> sums = new LinkedHashMap<>();
        List<Task> tasks = new ArrayList<>();
        for (Observation observation : observations) {
            if (observation.kind() == kind) {
                double[] sum = sums.computeIfAbsent(new TaskKey(observation.task()), key -> {
                    tasks.add(observation.task());
                    return new double[2];
                });
                sum[0] += Math.log(observation.seconds());
                sum[1]++;
            }
        }
        List<Observation> distinct = new ArrayList<>(tasks.size());
        int next = 0;
        for (double[] sum : sums.values()) {
            distinct.add(new Observation(tasks.get(next++), kind, Math.exp(sum[0] / sum[1])));
        }
        return distinct;
    }

    private RuntimeForest.KindForest grow(List<Observation> seen, SplittableRandom random) {
        double[] targets = seen.stream().mapToDouble(observation -> Math.log(observation.seconds())).toArray();
        List<Task> tasks = seen.stream().map(Observation::task).toList();
        double mean = mean(targets);
        TaskEncoding encoding = TaskEncoding.learn(seen, mean, variance(targets, mean));
        double[][] rows = rows(seen, encoding, mean, random);
        LinearTrend trend = LinearTrend.fit(rows, targets, mean);
        double[] rest = IntStream.range(0, rows.length).mapToDouble(i -> targets[i] - trend.at(rows[i])).toArray();
        GroupTrends groups = GroupTrends.fit(tasks, rows, encoding.width() - 2, rest);
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= groups.at(tasks.get(i).group(), rows[i]);
        }
        return new RuntimeForest.KindForest(encoding, trend, groups,
                new HistogramTrees(trees, maxDepth).grow(rows, rest, random.nextLong()));
    }

    private static double[][] rows(List<Observation> seen, TaskEncoding encoding, double mean,
            SplittableRandom random) {
        int[] fold = random.ints(seen.size(), 0, FOLDS).toArray();
        List<GroupMeans> known = new ArrayList<>();
        known.add(GroupMeans.of(List.of(), mean));
        for (int own = 1; own < FOLDS; own++) {
            known.add(GroupMeans.of(outside(own, fold, seen), mean));
        }
        double[][] rows = new double[fold.length][encoding.width()];
        for (int i = 0; i < fold.length; i++) {
            encoding.encode(seen.get(i).task(), known.get(fold[i]), rows[i]);
        }
        return rows;
    }

    private static List<Observation> outside(int own, int[] fold, List<Observation> seen) {
        return IntStream.range(0, fold.length).filter(i -> fold[i] != own).mapToObj(seen::get).toList();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }
}
