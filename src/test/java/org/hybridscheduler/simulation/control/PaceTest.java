package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    private static final long SECOND = 1_000_000_000;
    private static final long NOW = -7 * SECOND;

    @Test
    void due_atTheBeginning_isOneTask() {
        Pace pace = new Pace(4, NOW);

        assertThat(pace.nextDue()).isEqualTo(NOW);
        assertThat(pace.due(NOW)).isEqualTo(1);
    }

    @Test
    void due_asTimePasses_isWhatThePaceOwes() {
        Pace pace = new Pace(4, NOW);
        pace.gave(1);

        assertThat(pace.nextDue()).isEqualTo(NOW + SECOND / 4);
        assertThat(pace.due(NOW + SECOND / 4 - 1)).isZero();
        assertThat(pace.due(NOW + SECOND / 4)).isEqualTo(1);
        assertThat(pace.due(NOW + 2 * SECOND)).isEqualTo(8);
        pace.gave(8);
        assertThat(pace.nextDue()).isEqualTo(NOW + 2 * SECOND + SECOND / 4);
    }

    @Test
    void due_farBehind_isTheLargestBurstAndTheRestIsForgiven() {
        Pace pace = new Pace(1_000, NOW);
        long late = NOW + 10 * SECOND;

        assertThat(pace.due(late)).isEqualTo(Pace.LARGEST_BURST);
        pace.gave(Pace.LARGEST_BURST);

        assertThat(pace.due(late)).isZero();
        assertThat(pace.nextDue()).isEqualTo(late + Pace.LARGEST_BURST * SECOND / 1_000);
    }

    @Test
    void restart_afterAPause_countsFromThen() {
        Pace pace = new Pace(2, NOW);
        pace.gave(1);
        long later = NOW + 60 * SECOND;

        pace.restart(later);

        assertThat(pace.due(later)).isEqualTo(1);
        pace.gave(1);
        assertThat(pace.nextDue()).isEqualTo(later + SECOND / 2);
    }

    @Test
    void due_asFastAsItGoes_isAlwaysABurst() {
        Pace pace = new Pace(0, NOW);
        pace.gave(Pace.LARGEST_BURST);

        assertThat(pace.nextDue()).isEqualTo(NOW);
        assertThat(pace.due(NOW)).isEqualTo(Pace.LARGEST_BURST);
    }

    @Test
    void nextDue_aVerySlowPace_liesAhead() {
        Pace pace = new Pace(1e-300, SECOND);
        pace.gave(1);

        assertThat(pace.nextDue() - SECOND).isPositive();
        assertThat(pace.due(100 * SECOND)).isZero();
    }

    /**
     * Regression: at 3 tasks a second the second one was due after 333,333,333 ns, when by the count none was: the loop
     * turned without a wait, and with a clock of coarse steps for good.
     */
    @Property
    void due_whenNextDueHasCome_isAtLeastOne(
            @ForAll @DoubleRange(min = 0.001, max = 1e6) @Scale(3) double tasksPerSecond, @ForAll long now) {
        Pace pace = new Pace(tasksPerSecond, now);
        for (int i = 0; i < 50; i++) {
            assertThat(pace.due(pace.nextDue())).isPositive();
            assertThat(pace.due(pace.nextDue() - 1)).isZero();
            pace.gave(1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.NEGATIVE_INFINITY})
    void create_negativePace_isRefusedNamingIt(double tasksPerSecond) {
        assertThatThrownBy(() -> new Pace(tasksPerSecond, NOW)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tasksPerSecond is " + tasksPerSecond);
    }
}
