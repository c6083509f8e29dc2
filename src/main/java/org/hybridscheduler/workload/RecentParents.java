package org.hybridscheduler.workload;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hybridscheduler.workload.SyntheticParameters.Dependencies;

/** Draws which of the tasks just before it a task waits for. */
final class RecentParents {

    private static final long[] NONE = {};

    private final SplittableRandom random;
    private final Dependencies dependencies;

    RecentParents(SplittableRandom random, Dependencies dependencies) {
        this.random = random;
        this.dependencies = dependencies;
    }

    /**
     * The parents' ids, ascending and different.
     *
     * @param firstTaskId id of the stream's first task
     * @param index of this task in the stream, from 0
     */
    long[] draw(long firstTaskId, long index) {
        int candidates = (int) Math.min(index, dependencies.window());
        if (random.nextDouble() >= dependencies.probability() || candidates == 0) {
            return NONE;
        }
        long[] parents = new long[Math.min(1 + random.nextInt(dependencies.maxParents()), candidates)];
        long oldest = firstTaskId + index - candidates;
        // Robert Floyd's sampling without replacement (Bentley and Floyd, 1987).
        for (int i = 0; i < parents.length; i++) {
            int last = candidates - parents.length + i;
            long drawn = oldest + random.nextInt(last + 1);
            parents[i] = contains(parents, i, drawn) ? oldest + last : drawn;
        }
        Arrays.sort(parents);
        return parents;
    }

    /** The smallest id that a task from this place of the stream on can have as a parent; see {@link TaskStream}. */
    long oldest(long firstTaskId, long index) {
        return dependencies.probability() == 0 || dependencies.window() == 0 ? Long.MAX_VALUE
                : firstTaskId + Math.max(0, index - dependencies.window());
    }

    private static boolean contains(long[] values, int length, long value) {
        for (int i = 0; i < length; i++) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
    }
}
