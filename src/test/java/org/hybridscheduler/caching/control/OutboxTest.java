package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Outbox outbox = new Outbox(3, "all");

    private void add(String... lines) {
        List.of(lines).forEach(outbox::add);
    }

    @Test
    void take_fewer_takesTheOldest() {
        add("a", "b", "c");
        assertThat(outbox.take(2)).containsExactly("a", "b");
        assertThat(outbox.take(2)).containsExactly("c");
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.take(2)).isEmpty();
    }

    @Test
    void add_beyondItsCapacity_leavesTheSummaryAlone() {
        add("a", "b", "c", "d");
        assertThat(outbox.take(9)).containsExactly("all");
    }

    @Test
    void add_afterASummary_isKept() {
        add("a", "b", "c", "d", "e");
        assertThat(outbox.take(9)).containsExactly("all", "e");
    }

    @Test
    void giveBack_withRoom_comesBeforeWhatWasAddedSince() {
        add("a", "b");
        List<String> taken = outbox.take(2);
        add("c");
        outbox.giveBack(taken);
        assertThat(outbox.take(9)).containsExactly("a", "b", "c");
    }

    @Test
    void giveBack_withoutRoom_losesNothingUnsaid() {
        add("a", "b");
        List<String> taken = outbox.take(2);
        add("c", "d");
        outbox.giveBack(taken);
        assertThat(outbox.take(9)).containsExactly("all");
    }
}
