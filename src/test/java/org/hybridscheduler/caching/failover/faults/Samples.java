package org.hybridscheduler.caching.failover.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** How long operations took, in ascending order. */
final class Samples {

    private final long[] nanos;

    private Samples(long[] nanos) {
        this.nanos = nanos;
    }

    static Samples of(Collection<Long> nanos) {
        return new Samples(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    int count() {
        return nanos.length;
    }

    /** The least duration that this share of the operations did not exceed (the nearest rank). */
    Duration quantile(double share) {
        if (nanos.length == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        return Duration.ofNanos(nanos[(int) Math.max(0, Math.ceil(share * nanos.length) - 1)]);
    }

    Duration max() {
        return quantile(1);
    }

    /** The share of the operations that took longer. */
    double slowerThan(Duration bound) {
        return (double) Arrays.stream(nanos).filter(value -> value > bound.toNanos()).count() / nanos.length;
    }

    @Override
    public String toString() {
        return nanos.length == 0 ? "no operations" : String.format(Locale.ROOT,
                "%d operations, p50 %.2f ms, p99 %.2f ms, max %.1f ms", nanos.length, millis(quantile(0.5)),
                millis(quantile(0.99)), millis(max()));
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
