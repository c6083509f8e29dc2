package org.hybridscheduler.simulation.experiment.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An axis of a chart: from a value to its place, 0 at the low end, 1 at the high one.
 *
 * @param ticks values that are marked, within the ends
 */
record Axis(String label, double low, double high, boolean logarithmic, List<Double> ticks) {

    /** An axis between these ends. */
    static Axis linear(String label, double low, double high, List<Double> ticks) {
        double margin = low == high ? 0.5 : 0;
        return new Axis(label, low - margin, high + margin, false, ticks);
    }

    /** An axis that has room for these values; those not more than 0 have no place on it. */
    static Axis logarithmic(String label, DoubleStream values) {
        DoubleSummaryStatistics range = values.filter(value -> value > 0 && value < Double.POSITIVE_INFINITY)
                .summaryStatistics();
        if (range.getCount() == 0) {
            return new Axis(label, 1, 10, true, List.of(1.0, 10.0));
        }
        double low = range.getMin() / 1.1;
        double high = range.getMax() * 1.1;
        List<Double> ticks = new ArrayList<>();
        int[] digits = Math.log10(high / low) > 3 ? new int[] {1} : new int[] {1, 2, 5};
        for (int exponent = (int) Math.floor(Math.log10(low)); Math.pow(10, exponent) <= high; exponent++) {
            for (int digit : digits) {
                double tick = Double.parseDouble(digit + "e" + exponent);
                if (tick >= low && tick <= high) {
                    ticks.add(tick);
                }
            }
        }
        return new Axis(label, low, high, true, ticks);
    }

    double place(double value) {
        return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** Whether the value is within the ends. */
    boolean holds(double value) {
        return value >= low && value <= high;
    }
}
