package org.hybridscheduler.observability.metrics;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.hybridscheduler.observability.metrics.MetricFamily.Bucket;
import org.hybridscheduler.observability.metrics.MetricFamily.Histogram;
import org.hybridscheduler.observability.tracing.TraceIds;

/**
 * Counts observations by upper bounds, and keeps each bucket's latest one from a sampled trace. Many threads may record
 * at once; none waits for another.
 */
final class BucketHistogram implements Meters.Distribution {

    private final double[] limits;
    private final List<Bound> bounds;
    private final LongAdder[] counts;
    private final AtomicReferenceArray<Exemplar> exemplars;
    private final DoubleAdder sum = new DoubleAdder();
    private final Clock clock;

    /** @param bounds upper bounds, ascending */
    BucketHistogram(List<Double> bounds, Clock clock) {
        limits = bounds.stream().mapToDouble(Double::doubleValue).toArray();
        this.bounds = Stream.concat(bounds.stream().map(Bound::of), Stream.of(Bound.INFINITY)).toList();
        counts = new LongAdder[this.bounds.size()];
        Arrays.setAll(counts, i -> new LongAdder());
        exemplars = new AtomicReferenceArray<>(counts.length);
        this.clock = clock;
    }

    @Override
    public void record(double value) {
        record(value, TraceIds.sampled());
    }

    /** An observation equal to a bound counts below it, as Prometheus' {@code le} has it. */
    @Override
    public void record(double value, Optional<TraceIds> trace) {
        int place = Arrays.binarySearch(limits, value);
        int bucket = place >= 0 ? place : -place - 1;
        counts[bucket].increment();
        sum.add(value);
        if (trace.isPresent()) {
            exemplars.set(bucket, new Exemplar(trace.get(), value, clock.instant()));
        }
    }

    /** What was recorded up to now. */
    Histogram reading() {
        List<Bucket> buckets = new ArrayList<>(counts.length);
        long count = 0;
        for (int i = 0; i < counts.length; i++) {
            count += counts[i].sum();
            buckets.add(new Bucket(bounds.get(i), count, exemplars.get(i)));
        }
        return new Histogram(buckets, sum.sum());
    }
}
