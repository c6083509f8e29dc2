package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Waiting costs 5 in the second that follows, having started 1; then there is a second that costs nothing. */
class DoubleQLearnerTest {

    private static final int WAITED = 0;
    private static final int STARTED = 1;
    private static final int REST = 2;

    private final SplittableRandom random = new SplittableRandom(3);

    private static Choice choice(double excess, boolean advised) {
        return new Choice(WAITED, REST, STARTED, (float) excess, 1, 1, advised);
    }

    /** A learner that has seen so many rounds, in half of which it was started. */
    private DoubleQLearner trained(double excess, boolean advised, int rounds) {
        DoubleQLearner learner = new DoubleQLearner(3, random);
        for (int i = 0; i < rounds; i++) {
            boolean starts = random.nextBoolean();
            learner.taken(choice(excess, advised), starts, 0, 1);
            learner.taken(Choice.none(REST), false, starts ? 1 : 5, 1);
        }
        return learner;
    }

    @Test
    void prefersStart_nothingLearned_isTheAdvice() {
        DoubleQLearner learner = new DoubleQLearner(3, random);

        assertThat(learner.prefersStart(choice(0, true))).isTrue();
        assertThat(learner.prefersStart(choice(0, false))).isFalse();
        assertThat(learner.regret(choice(0, true))).isZero();
    }

    @Test
    void prefersStart_adviceProvedWrong_isTheCheaperChoice() {
        assertThat(trained(0, false, 2_000).prefersStart(choice(0, false))).isTrue();
        assertThat(trained(9, true, 2_000).prefersStart(choice(9, true))).as("starting costs 9 at once").isFalse();
    }

    @Test
    void regret_learned_isWhatTheOtherChoiceCostsMore() {
        assertThat(trained(0, false, 4_000).regret(choice(0, false))).isCloseTo(4, within(0.3));
        assertThat(trained(9, false, 4_000).regret(choice(9, false))).isCloseTo(5, within(0.5));
    }

    @Test
    void extraCost_tasksOfOtherLengths_weighTheDevicesThatTheyHold() {
        double[] value = {7, 4, 1};

        assertThat(new Choice(WAITED, REST, STARTED, 2, 1, 1, false).extraCost(value)).isEqualTo(2 + 3 - 6);
        assertThat(new Choice(WAITED, REST, STARTED, 2, 0.5f, 3, false).extraCost(value)).isEqualTo(2 + 9 - 3);
    }

    @Test
    void steps_overTime_becomeRarer() {
        long first = trained(0, false, 1_000).steps();
        long second = trained(0, false, 20_000).steps() - trained(0, false, 19_000).steps();

        assertThat(first).isGreaterThan(3 * second);
        assertThat(second).isPositive();
    }

    @Test
    void add_moreThanFit_replacesTheOldest() {
        ReplayBuffer buffer = new ReplayBuffer(3);
        for (int i = 0; i < 5; i++) {
            buffer.add(i, i, 2 * i, Choice.none(i));
        }

        assertThat(buffer.size()).isEqualTo(3);
        assertThat(buffer.added()).isEqualTo(5);
        assertThat(buffer.from).containsExactlyInAnyOrder(2, 3, 4);
    }
}
