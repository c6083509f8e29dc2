package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EventQueueTest {

    private record Event(int time, int device) {
    }

    @Property
    void poll_anyEvents_comeByTimeThenByOrderOfScheduling(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 9) Integer> times) {
        EventQueue queue = new EventQueue();
        List<Event> expected = new ArrayList<>();
        for (int device = 0; device < times.size(); device++) {
            queue.schedule(times.get(device), device);
            expected.add(new Event(times.get(device), device));
        }
        expected.sort(Comparator.comparingInt(Event::time));

        for (Event event : expected) {
            assertThat(queue.nextTime()).isEqualTo(event.time());
            assertThat(queue.poll()).isEqualTo(event.device());
        }
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.nextTime()).isInfinite();
    }
}
