package org.hybridscheduler.observability.metrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Timer;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.observability.metrics.MetricFamily.Reading;
import org.hybridscheduler.observability.metrics.MetricFamily.Series;
import org.hybridscheduler.observability.metrics.MetricFamily.Value;
import org.hybridscheduler.observability.tracing.TraceIds;

/** One series of a declared metric: its labels and what moves it. */
sealed interface Metered {

    Labels labels();

    Reading reading();

    default Series series() {
        return new Series(labels(), reading());
    }

    /** A counter of the registry. */
    record Counted(Labels labels, Counter counter) implements Metered, Meters.Count {

        @Override
        public void add(long more) {
            counter.inc(more);
        }

        @Override
        public Reading reading() {
            return new Value(counter.getCount());
        }
    }

    /** A histogram, which the registry does not hold. */
    record Distributed(Labels labels, BucketHistogram buckets) implements Metered, Meters.Distribution {

        @Override
        public void record(double value) {
            buckets.record(value);
        }

        @Override
        public void record(double value, Optional<TraceIds> trace) {
            buckets.record(value, trace);
        }

        @Override
        public Reading reading() {
            return buckets.reading();
        }
    }

    /** A timer of the registry, and the histogram beside it. */
    record Timed(Labels labels, Timer timer, BucketHistogram buckets) implements Metered, Meters.Distribution {

        @Override
        public void record(double seconds) {
            record(seconds, TraceIds.sampled());
        }

        @Override
        public void record(double seconds, Optional<TraceIds> trace) {
            timer.update(Duration.ofNanos(Math.round(seconds * 1e9)));
            buckets.record(seconds, trace);
        }

        @Override
        public Reading reading() {
            return buckets.reading();
        }
    }

    /** A gauge, which asks at each scrape. */
    record Asked(String name, Labels labels, DoubleSupplier value) implements Metered {

        private static final Logger LOG = System.getLogger(Metered.class.getName());

        /** One that cannot tell must not take the other metrics along. */
        @Override
        public Reading reading() {
            try {
                return new Value(value.getAsDouble());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The gauge " + name + labels + " cannot tell its value", LogSafe.of(e));
                return new Value(Double.NaN);
            }
        }
    }
}
