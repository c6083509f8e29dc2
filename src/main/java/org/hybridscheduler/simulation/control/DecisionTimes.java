package org.hybridscheduler.simulation.control;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.hybridscheduler.simulation.engine.DecisionListener;

/** Collects how long the decisions of a run took, until the loop hands them on. For the loop's thread alone. */
final class DecisionTimes {

    private final LongSupplier nanoTime;
    private final Map<String, LongStream.Builder> durations = new LinkedHashMap<>();

    /** @param nanoTime a clock that never goes back, in nanoseconds */
    DecisionTimes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Listens to a strategy. */
    DecisionListener of(String strategy) {
        durations.put(strategy, LongStream.builder());
        return new DecisionListener() {
            @Override
            public long nanoTime() {
                return nanoTime.getAsLong();
            }

            @Override
            public void decided(long nanos) {
                durations.get(strategy).add(nanos);
            }
        };
    }

    /** The durations since the last call, in nanoseconds, by strategy. */
    Map<String, long[]> take() {
        Map<String, long[]> taken = new LinkedHashMap<>();
        durations.replaceAll((strategy, collected) -> {
            taken.put(strategy, collected.build().toArray());
            return LongStream.builder();
        });
        return taken;
    }
}
