package org.hybridscheduler.evaluation;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Quantiles of positive numbers in bounded memory, each within 1 % of the true one.
 *
 * <p>Logarithmic buckets as in DDSketch (Masson, Rim, Lee: DDSketch, PVLDB 12(12), 2019): with gamma = (1 + e) / (1 - e), the
 * bucket i holds (gamma^(i-1), gamma^i], and its middle is off by at most e of any value in it. Merging two sketches
 * loses nothing. Not thread-safe.
 */
public final class QuantileSketch {

    private static final double RELATIVE_ERROR = 0.01;
    private static final double LOG_GAMMA = Math.log((1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR));
    /** Values outside are counted at the edge; a nanosecond to thirty years. */
    private static final int LOWEST = index(1e-9);
    private static final int HIGHEST = index(1e9);

    private long[] counts = new long[0];
    private int first;
    private long total;

    private static int index(double value) {
        return (int) Math.ceil(Math.log(value) / LOG_GAMMA);
    }

    /** Adds a value of at least 0; NaN is refused. */
    public void add(double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException("Value is " + value + ", expected at least 0");
        }
        add(value <= 1e-9 ? LOWEST : Math.min(index(value), HIGHEST), 1);
    }

    private void add(int index, long count) {
        reach(index);
        counts[index - first] += count;
        total += count;
    }

    private void reach(int index) {
        if (counts.length == 0) {
            counts = new long[64];
            first = index - 32;
        } else if (index < first) {
            int more = first - index + 32;
            long[] wider = new long[counts.length + more];
            System.arraycopy(counts, 0, wider, more, counts.length);
            counts = wider;
            first -= more;
        } else if (index >= first + counts.length) {
            counts = Arrays.copyOf(counts, index - first + 32);
        }
    }

    /** Adds what another sketch holds. */
    public void add(QuantileSketch other) {
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] > 0) {
                add(other.first + i, other.counts[i]);
            }
        }
    }

    public long count() {
        return total;
    }

    /** The quantile for a share from 0 to 1, or NaN where nothing was added. */
    public double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Share is " + share + ", expected 0 to 1");
        }
        if (total == 0) {
            return Double.NaN;
        }
        long rank = (long) Math.ceil(share * total);
        long seen = 0;
        int bucket = 0;
        while (bucket < counts.length - 1 && (seen += counts[bucket]) < Math.max(rank, 1)) {
            bucket++;
        }
        return 2 * Math.exp((first + bucket) * LOG_GAMMA) / (Math.exp(LOG_GAMMA) + 1);
    }

    public QuantileSketch copy() {
        QuantileSketch copy = new QuantileSketch();
        copy.counts = counts.clone();
        copy.first = first;
        copy.total = total;
        return copy;
    }

    /** A compact form that {@link #fromBytes} reads back: pairs of bucket (int) and count (long), big-endian. */
    public byte[] toBytes() {
        int used = (int) Arrays.stream(counts).filter(count -> count > 0).count();
        ByteBuffer buffer = ByteBuffer.allocate(used * (Integer.BYTES + Long.BYTES));
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                buffer.putInt(first + i).putLong(counts[i]);
            }
        }
        return buffer.array();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException where it did not
     */
    public static QuantileSketch fromBytes(byte[] bytes) {
        if (bytes.length % (Integer.BYTES + Long.BYTES) != 0) {
            throw new IllegalArgumentException("A sketch of " + bytes.length + " bytes, expected a multiple of 12");
        }
        QuantileSketch sketch = new QuantileSketch();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int index = buffer.getInt();
            long count = buffer.getLong();
            if (index < LOWEST || index > HIGHEST || count < 1) {
                throw new IllegalArgumentException("A sketch with " + count + " values in bucket " + index);
            }
            sketch.add(index, count);
        }
        return sketch;
    }
}
