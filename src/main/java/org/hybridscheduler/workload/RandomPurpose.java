package org.hybridscheduler.workload;

import java.util.SplittableRandom;

/**
 * What random numbers are drawn for. Each purpose has its own stream, so that a change of one setting does not shift
 * the numbers of the others.
 */
enum RandomPurpose {
    ARRIVALS(1), SIZES(2), MODES(3), INTENSITIES(4), MEMORY(5), DEPENDENCIES(6), NOISE(7), ROWS(8);

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long number;

    RandomPurpose(long number) {
        this.number = number;
    }

    /** The stream of this purpose: {@code SplittableRandom(mix(mix(seed) + number * golden gamma))}. */
    SplittableRandom stream(long seed) {
        return new SplittableRandom(mix(mix(seed) + number * GOLDEN_GAMMA));
    }

    /** Stafford's variant 13 of the 64-bit finalizer, as in Steele, Lea and Flood's SplitMix (2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
