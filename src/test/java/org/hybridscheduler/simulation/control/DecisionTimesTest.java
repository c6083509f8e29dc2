package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.hybridscheduler.simulation.engine.DecisionListener;
import org.junit.jupiter.api.Test;

class DecisionTimesTest {

    private final DecisionTimes times = new DecisionTimes(() -> 42);

    @Test
    void take_decisionsOfTwoStrategies_givesEachItsOwnOnce() {
        DecisionListener greedy = times.of("greedy");
        DecisionListener oracle = times.of("oracle");
        greedy.decided(3);
        oracle.decided(7);
        greedy.decided(5);

        assertThat(greedy.nanoTime()).isEqualTo(42);
        assertThat(times.take()).containsOnlyKeys("greedy", "oracle")
                .containsEntry("greedy", new long[] {3, 5}).containsEntry("oracle", new long[] {7});
        greedy.decided(1);
        assertThat(times.take()).containsEntry("greedy", new long[] {1}).containsEntry("oracle", new long[0]);
    }
}
