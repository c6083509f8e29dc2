package org.hybridscheduler.scheduling.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;

/**
 * Trains a {@link RuntimeForest}, a forest for each kind of device that was seen often enough.
 *
 * <p>A task that was seen several times counts as one of its geometric mean time: how its times differ is noise, and
 * what it took tells of others only once.
 *
 * @param minObservations observations of a kind from which it is known, at least 1
 * @param trees trees of each kind's forest, 1 to 1,000
 * @param maxDepth depth of the trees, 1 to 30
 */
public record RuntimeForestTrainer(int minObservations, int trees, int maxDepth) implements RuntimeModelTrainer {

    public static final int DEFAULT_TREES = 20;
    public static final int DEFAULT_MAX_DEPTH = 10;

    /** Observations that the trend of all is worth to a group, in what both kinds of device have in common. */
    private static final double SHARED_RIDGE = 1;

    /** The same in what a kind has of its own. */
    private static final double OWN_RIDGE = 2;

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
        List<Observation> seen = new ArrayList<>();
        Map<DeviceKind, int[]> ranges = new EnumMap<>(DeviceKind.class);
        for (DeviceKind kind : DeviceKind.values()) {
            if (count(observations, kind) >= minObservations) {
                int from = seen.size();
                seen.addAll(distinct(observations, kind));
                ranges.put(kind, new int[] {from, seen.size()});
            }
        }
        return seen.isEmpty() ? new RuntimeForest(Map.of(), null) : grow(seen, ranges, seed);
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

    private RuntimeForest grow(List<Observation> seen, Map<DeviceKind, int[]> ranges, long seed) {
        double[] rest = seen.stream().mapToDouble(observation -> Math.log(observation.seconds())).toArray();
        TaskEncoding encoding = TaskEncoding.learn(seen, variance(rest, mean(rest)));
        double[][] rows = new double[rest.length][encoding.width() + 1];
        String[] groups = new String[rest.length];
        for (int i = 0; i < rest.length; i++) {
            encoding.encode(seen.get(i).task(), rows[i]);
            rows[i][encoding.width()] = seen.get(i).kind().ordinal();
            groups[i] = seen.get(i).task().group();
        }
        Map<DeviceKind, LinearTrend> common = new EnumMap<>(DeviceKind.class);
        ranges.forEach((kind, range) -> {
            double[][] own = Arrays.copyOfRange(rows, range[0], range[1]);
            double[] targets = Arrays.copyOfRange(rest, range[0], range[1]);
            LinearTrend trend = LinearTrend.fit(own, targets, mean(targets));
            common.put(kind, trend);
            subtract(rest, range, i -> trend.at(rows[i]));
        });
        double before = variance(rest, mean(rest));
        int[] all = {0, rest.length};
        GroupTrends together = GroupTrends.fit(groups, rows, encoding.width(), rest, SHARED_RIDGE);
        subtract(rest, all, i -> together.at(groups[i], rows[i]));
        Map<DeviceKind, RuntimeForest.KindTrends> trends = new EnumMap<>(DeviceKind.class);
        ranges.forEach((kind, range) -> {
            GroupTrends apart = GroupTrends.fit(Arrays.copyOfRange(groups, range[0], range[1]),
                    Arrays.copyOfRange(rows, range[0], range[1]), encoding.width(),
                    Arrays.copyOfRange(rest, range[0], range[1]), OWN_RIDGE);
            trends.put(kind, new RuntimeForest.KindTrends(common.get(kind), apart));
            subtract(rest, range, i -> apart.at(groups[i], rows[i]));
        });
        double groupVariance = Math.max(0, before - variance(rest, mean(rest)));
        return new RuntimeForest(trends, new RuntimeForest.Shared(encoding, together,
                new HistogramTrees(trees, maxDepth).grow(rows, rest, seed), groupVariance));
    }

    private static void subtract(double[] rest, int[] range, IntToDoubleFunction explained) {
        for (int i = range[0]; i < range[1]; i++) {
            rest[i] -= explained.applyAsDouble(i);
        }
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
