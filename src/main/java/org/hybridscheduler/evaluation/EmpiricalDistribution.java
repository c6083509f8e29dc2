package org.hybridscheduler.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * The empirical distribution function of turnaround times by at most {@value #MAX_POINTS} points, each within the
 * sketch's 1 % of the true one.
 *
 * @param points in ascending order
 */
public record EmpiricalDistribution(List<Point> points) {

    public static final int MAX_POINTS = 200;

    /**
     * One point.
     *
     * @param value seconds
     * @param share of the values that do not exceed it, more than 0, at most 1
     */
    public record Point(double value, double share) {
    }

    public EmpiricalDistribution {
        points = List.copyOf(points);
    }

    /** The distribution that a sketch holds; no points where it is empty. */
    public static EmpiricalDistribution of(QuantileSketch sketch) {
        List<Point> points = new ArrayList<>();
        if (sketch.count() > 0) {
            for (int i = 1; i <= MAX_POINTS; i++) {
                double share = (double) i / MAX_POINTS;
                double value = sketch.quantile(share);
                if (!points.isEmpty() && points.get(points.size() - 1).value() == value) {
                    points.remove(points.size() - 1);
                }
                points.add(new Point(value, share));
            }
        }
        return new EmpiricalDistribution(points);
    }
}
