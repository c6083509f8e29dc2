package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TaskTableTest {

    @Property(tries = 200)
    void anyOperations_answerAsAHashMapDoes(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TaskTable<Integer> table = new TaskTable<>();
        Map<Long, Integer> expected = new HashMap<>();
        int ids = 1 + random.nextInt(300);
        for (int i = 0; i < 2_000; i++) {
            long id = random.nextInt(ids) - 20;
            if (random.nextInt(3) == 0) {
                assertThat(table.remove(id)).isEqualTo(expected.remove(id));
            } else if (random.nextBoolean()) {
                table.put(id, i);
                expected.put(id, i);
            }
            assertThat(table.get(id)).isEqualTo(expected.get(id));
            assertThat(table.size()).isEqualTo(expected.size());
        }
        Map<Long, Integer> seen = new HashMap<>();
        table.forEach(seen::put);
        assertThat(seen).isEqualTo(expected);
        assertThat(table.any() == null).isEqualTo(expected.isEmpty());
    }
}
