package org.hybridscheduler.observability.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.hybridscheduler.observability.metrics.MetricFamily.Histogram;

/** Counts observations by upper bounds. Many threads may record at once; none waits for another. */
final class BucketHistogram implements Meters.Distribution {

    private final double[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();

    /** @param bounds upper bounds, ascending */
    BucketHistogram(List<Double> bounds) {
        this.bounds = bounds.stream().mapToDouble(Double::doubleValue).toArray();
        counts = new LongAdder[this.bounds.length + 1];
        Arrays.setAll(counts, i -> new LongAdder());
    }

    /** An observation equal to a bound counts below it, as Prometheus' {@code le} has it. */
    @Override
    public void record(double value) {
        int place = Arrays.binarySearch(bounds, value);
        counts[place >= 0 ? place : -place - 1].increment();
        sum.add(value);
    }

    /** What was recorded up to now. */
    Histogram reading() {
        SortedMap<Double, Long> cumulative = new TreeMap<>();
        long count = 0;
        for (int i = 0; i < bounds.length; i++) {
            count += counts[i].sum();
            cumulative.put(bounds[i], count);
        }
        return new Histogram(cumulative, count + counts[bounds.length].sum(), sum.sum());
    }
}
