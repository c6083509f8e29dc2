package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.hybridscheduler.evaluation.BinnedMeans.Point;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.junit.jupiter.api.Test;

class RegretOverTimeTest {

    private static final double REJECTED = Double.NaN;

    private final RegretOverTime regret = new RegretOverTime(List.of("greedy", "oracle", "random"));
    private long next;

    private void add(double greedy, double oracle, double random) {
        Task task = new Task(next, 0, null, 0, 0, new double[0], new long[0]);
        regret.add(new TaskOutcome(next++, task, new RunTimes(1, 1, 1), 1,
                List.of(outcome("greedy", greedy), outcome("oracle", oracle), outcome("random", random))));
    }

    private static Outcome outcome(String strategy, double turnaround) {
        return Double.isNaN(turnaround) ? Outcome.rejected(strategy) : new Outcome(strategy,
                Placement.on(DeviceKind.CPU, 0), 0, turnaround, turnaround, 0, 1, turnaround, Double.NaN, 0, 0);
    }

    @Test
    void of_stretchesOfTasks_isTheMeanBeyondTheOracleOnTheSameTasks() {
        for (int i = 0; i < 50; i++) {
            add(5, i % 2 == 0 ? 2 : 3, 1);
        }
        add(9, 1, 1);

        assertThat(regret.of("greedy")).containsExactly(new Point(50, 2.5), new Point(51, 8));
        assertThat(regret.of("random")).as("it may be better").containsExactly(new Point(50, -1.5), new Point(51, 0));
    }

    @Test
    void of_taskThatOneOfTheTwoRejected_countsInNeither() {
        add(7, 1, REJECTED);
        add(100, REJECTED, 100);

        assertThat(regret.of("greedy")).containsExactly(new Point(2, 6));
        assertThat(regret.of("random")).containsExactly(new Point(2, Double.NaN));
    }

    @Test
    void of_oracleItselfOrAStrategyThatIsNotThere_isNothing() {
        add(2, 1, 1);

        assertThat(regret.of("oracle")).isEmpty();
        assertThat(regret.of("heft")).isEmpty();
    }

    @Test
    void of_runWithoutTheOracle_isNothing() {
        RegretOverTime without = new RegretOverTime(List.of("greedy"));
        Task task = new Task(0, 0, null, 0, 0, new double[0], new long[0]);

        without.add(new TaskOutcome(0, task, new RunTimes(1, 1, 1), 1, List.of(outcome("greedy", 1))));

        assertThat(without.of("greedy")).isEmpty();
    }

    @Test
    void of_longRun_staysBounded() {
        IntStream.range(0, 50_000).forEach(i -> add(3, 1, 1));

        assertThat(regret.of("greedy")).hasSizeLessThanOrEqualTo(200).last().isEqualTo(new Point(50_000, 2));
    }
}
