package org.hybridscheduler.scheduling.learning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Target encoding: stands for each group of tasks the mean ln(seconds) that it showed, shrunk towards the overall mean
 * as if {@value #PRIOR_WEIGHT} further observations had lain there. After Micci-Barreca, SIGKDD Explorations 3(1),
 * 2001.
 */
final class GroupMeans {

    /** Observations that the overall mean is worth; a group seen that often is half believed. */
    static final double PRIOR_WEIGHT = 3;

    private final double overall;
    private final Map<String, Sum> sums = new HashMap<>();

    private GroupMeans(double overall) {
        this.overall = overall;
    }

    /** Groups of the given observations; those of tasks without a group are passed over. */
    static GroupMeans of(List<Observation> observations, double overall) {
        GroupMeans means = new GroupMeans(overall);
        for (Observation observation : observations) {
            String group = observation.task().group();
            if (group != null) {
                means.sums.computeIfAbsent(group, any -> new Sum()).add(Math.log(observation.seconds()));
            }
        }
        return means;
    }

    boolean knows(String group) {
        return group != null && sums.containsKey(group);
    }

    /** The shrunk mean of ln(seconds); the overall mean for {@code null} and for a group never seen. */
    double mean(String group) {
        Sum sum = group == null ? null : sums.get(group);
        return sum == null ? overall : (sum.total + PRIOR_WEIGHT * overall) / (sum.count + PRIOR_WEIGHT);
    }

    private static final class Sum {

        private double total;
        private int count;

        private void add(double value) {
            total += value;
            count++;
        }
    }
}
