package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class CompletedSequencesTest {

    @Property
    void add_anyOrder_isASetThatSurvivesItsText(
            @ForAll @UniqueElements List<@LongRange(min = 0, max = 60) Long> sequences) {
        CompletedSequences completed = new CompletedSequences();
        sequences.forEach(completed::add);
        CompletedSequences read = CompletedSequences.parse(completed.toString());
        Set<Long> expected = new HashSet<>(sequences);

        for (long sequence = 0; sequence <= 61; sequence++) {
            assertThat(read.contains(sequence)).isEqualTo(expected.contains(sequence));
        }
        assertThat(read.count()).isEqualTo(sequences.size());
        assertThat(read.next()).isEqualTo(sequences.stream().mapToLong(Long::longValue).max().orElse(-1) + 1);
        assertThat(expected).doesNotContain(read.lowWater());
    }

    @Test
    void add_twice_isRefused() {
        CompletedSequences completed = new CompletedSequences();
        completed.add(0);

        assertThatThrownBy(() -> completed.add(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parse_otherText_isRefused() {
        assertThatThrownBy(() -> CompletedSequences.parse("12")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'12'");
    }
}
