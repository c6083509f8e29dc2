package org.hybridscheduler.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * How a figure develops: means over equal stretches of a sequence, in bounded memory. Once there are {@value #MAX_BINS}
 * stretches, each two neighbours become one, so that they always cover all of the sequence. Not thread-safe.
 */
public final class BinnedMeans {

    /** The most stretches, an even number. */
    public static final int MAX_BINS = 200;

    private final double[] sums = new double[MAX_BINS];
    private final long[] counts = new long[MAX_BINS];
    private int width;
    private long added;

    /** Starts with stretches of so many places, at least 1. */
    public BinnedMeans(int width) {
        if (width < 1) {
            throw new IllegalArgumentException("width is " + width + ", expected at least 1");
        }
        this.width = width;
    }

    /**
     * The mean over one stretch.
     *
     * @param upTo places of the sequence up to its end
     * @param mean over those of its places that had a value, NaN where none had
     */
    public record Point(long upTo, double mean) {
    }

    /** Adds the value at the next place; NaN where there is none. */
    public void add(double value) {
        if (added == (long) MAX_BINS * width) {
            halve();
        }
        int bin = (int) (added / width);
        added++;
        if (!Double.isNaN(value)) {
            sums[bin] += value;
            counts[bin]++;
        }
    }

    /** The stretches so far, in their order, the last of which may be shorter. */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int bin = 0; (long) bin * width < added; bin++) {
            points.add(new Point(Math.min(added, (bin + 1L) * width),
                    counts[bin] == 0 ? Double.NaN : sums[bin] / counts[bin]));
        }
        return points;
    }

    private void halve() {
        for (int bin = 0; bin < MAX_BINS / 2; bin++) {
            sums[bin] = sums[2 * bin] + sums[2 * bin + 1];
            counts[bin] = counts[2 * bin] + counts[2 * bin + 1];
        }
        for (int bin = MAX_BINS / 2; bin < MAX_BINS; bin++) {
            sums[bin] = 0;
            counts[bin] = 0;
        }
        width *= 2;
    }
}
