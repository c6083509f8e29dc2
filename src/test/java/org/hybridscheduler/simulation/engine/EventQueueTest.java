package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    private record Event(int time, EventKind kind, int device) {
    }

    @Property(tries = 300)
    void poll_anyEventsSomeOfThemCancelled_comeByTimeThenKindThenOrderOfScheduling(@ForAll long seed,
            @ForAll @IntRange(max = 200) int count) {
        SplittableRandom random = new SplittableRandom(seed);
        EventQueue queue = new EventQueue();
        List<Event> expected = new ArrayList<>();
        for (int device = 0; device < count; device++) {
            Event event = new Event(random.nextInt(10), EventKind.values()[random.nextInt(4)], device);
            queue.schedule(event.time(), event.kind(), device);
            expected.add(event);
        }
        for (Event event : List.copyOf(expected)) {
            if (random.nextInt(4) == 0) {
                queue.cancel(event.kind(), event.device());
                expected.remove(event);
            }
        }
        expected.sort(Comparator.comparingInt(Event::time).thenComparing(Event::kind));

        for (Event event : expected) {
            assertThat(queue.nextTime()).isEqualTo(event.time());
            assertThat(queue.nextKind()).isEqualTo(event.kind());
            assertThat(queue.poll()).isEqualTo(event.device());
        }
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.nextTime()).isInfinite();
    }

    @Test
    void cancel_nothingOfThatKind_failsNamingIt() {
        EventQueue queue = new EventQueue();
        queue.schedule(1, EventKind.FINISH, 3);

        assertThatThrownBy(() -> queue.cancel(EventKind.FAILURE, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FAILURE of device 3");
    }
}
