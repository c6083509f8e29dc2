package org.hybridscheduler.simulation.engine;

import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which places of a stream are done, though they are done out of order: all below a low-water mark and some above it.
 * Immutable copies are passed around as text. Not thread-safe.
 */
public final class CompletedSequences {

    private long lowWater;
    private final TreeSet<Long> above = new TreeSet<>();

    /** Marks a place of the stream as done. */
    public void add(long sequence) {
        if (contains(sequence)) {
            throw new IllegalArgumentException("Sequence " + sequence + " is done twice");
        }
        above.add(sequence);
        while (!above.isEmpty() && above.first() == lowWater) {
            above.pollFirst();
            lowWater++;
        }
    }

    public boolean contains(long sequence) {
        return sequence < lowWater || above.contains(sequence);
    }

    /** Every place below is done, and this one is not. */
    public long lowWater() {
        return lowWater;
    }

    /** The number of places that are done. */
    public long count() {
        return lowWater + above.size();
    }

    /** The lowest place of which nothing above is done either: where the stream goes on. */
    public long next() {
        return above.isEmpty() ? lowWater : above.last() + 1;
    }

    /** The form {@code LOWWATER:OFFSET,OFFSET...}, offsets counted from the low-water mark. */
    @Override
    public String toString() {
        return lowWater + ":" + above.stream().map(sequence -> Long.toString(sequence - lowWater))
                .collect(Collectors.joining(","));
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException where it did not
     */
    public static CompletedSequences parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + text + "' is not LOWWATER:OFFSET,OFFSET...");
        }
        CompletedSequences completed = new CompletedSequences();
        completed.lowWater = Long.parseLong(text.substring(0, colon));
        if (colon + 1 < text.length()) {
            for (String offset : text.substring(colon + 1).split(",")) {
                completed.above.add(completed.lowWater + Long.parseLong(offset));
            }
        }
        return completed;
    }

    public CompletedSequences copy() {
        CompletedSequences copy = new CompletedSequences();
        copy.lowWater = lowWater;
        copy.above.addAll(above);
        return copy;
    }
}
