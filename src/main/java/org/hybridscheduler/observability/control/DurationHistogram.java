package org.hybridscheduler.observability.control;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.hybridscheduler.observability.control.MetricFamily.Histogram;

/** Counts durations by upper bounds. Many threads may record at once; none waits for another. */
final class DurationHistogram {

    private final long[] boundNanos;
    private final LongAdder[] counts;
    private final LongAdder sumNanos = new LongAdder();

    /** @param boundNanos upper bounds in nanoseconds, ascending */
    DurationHistogram(long... boundNanos) {
        this.boundNanos = boundNanos.clone();
        for (int i = 1; i < boundNanos.length; i++) {
            if (boundNanos[i] <= boundNanos[i - 1]) {
                throw new IllegalArgumentException("Bounds must ascend, but " + boundNanos[i] + " ns follows "
                        + boundNanos[i - 1] + " ns");
            }
        }
        counts = new LongAdder[boundNanos.length + 1];
        Arrays.setAll(counts, i -> new LongAdder());
    }

    /** A duration equal to a bound counts below it, as Prometheus' {@code le} has it. */
    void record(long nanos) {
        int place = Arrays.binarySearch(boundNanos, nanos);
        counts[place >= 0 ? place : -place - 1].increment();
        sumNanos.add(nanos);
    }

    /** What was recorded up to now, in seconds. */
    Histogram reading() {
        SortedMap<Double, Long> cumulative = new TreeMap<>();
        long count = 0;
        for (int i = 0; i < boundNanos.length; i++) {
            count += counts[i].sum();
            cumulative.put(boundNanos[i] / 1e9, count);
        }
        return new Histogram(cumulative, count + counts[boundNanos.length].sum(), sumNanos.sum() / 1e9);
    }
}
