package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.workload.Arrival;
import org.junit.jupiter.api.Test;

class RunTotalsTest {

    private final RunTotals totals = new RunTotals(List.of("a", "b"));

    private static Outcome finished(String strategy, double turnaround) {
        return new Outcome(strategy, Placement.on(DeviceKind.CPU, 0), 1, 1 + turnaround, turnaround, 0.5, 1.5, 2, 0,
                200, 0.02);
    }

    private static TaskOutcome task(long sequence, double lowerBound, Outcome... outcomes) {
        Arrival arrival = TestTasks.arrival(sequence, 1, 2, 3);
        return new TaskOutcome(sequence, arrival.task(), arrival.actual(), lowerBound, List.of(outcomes));
    }

    @Test
    void add_fasterSlowerAndTied_countsWinsOfEachInATie() {
        totals.add(task(0, 1, finished("a", 2), finished("b", 3)));
        totals.add(task(1, 1, finished("a", 2), finished("b", 2)));

        RunTotals.Figures figures = totals.figures();
        assertThat(figures.strategies().get("a").wins()).isEqualTo(2);
        assertThat(figures.strategies().get("b").wins()).isEqualTo(1);
        assertThat(figures.strategies().get("b").meanTurnaround()).isEqualTo(2.5);
    }

    @Test
    void add_rejectedByOne_countsItAndTheOtherWins() {
        totals.add(task(0, 1, Outcome.rejected("a"), finished("b", 9)));

        RunTotals.Figures figures = totals.figures();
        assertThat(figures.tasks()).isEqualTo(1);
        assertThat(figures.strategies().get("a").rejected()).isEqualTo(1);
        assertThat(figures.strategies().get("a").finished()).isZero();
        assertThat(figures.strategies().get("a").wins()).isZero();
        assertThat(figures.strategies().get("b").wins()).isEqualTo(1);
    }

    @Test
    void add_rejectedByAll_nobodyWins() {
        totals.add(task(0, 1, Outcome.rejected("a"), Outcome.rejected("b")));

        assertThat(totals.figures().strategies().values()).allSatisfy(figures -> assertThat(figures.wins()).isZero());
    }

    @Test
    void meanLowerBound_overAllTasks_isTheirMean() {
        assertThat(totals.figures().meanLowerBound()).isNaN();

        totals.add(task(0, 1, finished("a", 2), finished("b", 3)));
        totals.add(task(1, 4, finished("a", 5), Outcome.rejected("b")));

        assertThat(totals.figures().meanLowerBound()).isEqualTo(2.5);
    }

    @Test
    void create_fromFigures_goesOnAndKeepsTheOrder() {
        totals.add(task(0, 1, finished("a", 2), finished("b", 3)));
        RunTotals.Figures stored = totals.figures();

        RunTotals goesOn = new RunTotals(stored);
        goesOn.add(task(1, 2, finished("a", 4), finished("b", 5)));

        assertThat(goesOn.figures().tasks()).isEqualTo(2);
        assertThat(goesOn.figures().totalLowerBound()).isEqualTo(3);
        assertThat(goesOn.figures().strategies().keySet()).containsExactly("a", "b");
        assertThat(goesOn.figures().strategies().get("a").meanTurnaround()).isEqualTo(3);
        assertThat(stored.strategies().get("a").finished()).as("what was stored stays").isEqualTo(1);
    }

    @Test
    void add_outcomeOfAnUnknownStrategy_isRefusedNamingIt() {
        assertThatThrownBy(() -> totals.add(task(0, 1, finished("c", 2)))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of c");
    }

    @Test
    void regret_isTheDistanceToTheOracleAndUnknownWithoutIt() {
        RunTotals withOracle = new RunTotals(List.of("a", "oracle"));
        assertThat(withOracle.figures().regret("a")).as("before the first task").isNaN();
        withOracle.add(task(0, 1, finished("a", 2), finished("oracle", 1.5)));
        withOracle.add(task(1, 1, Outcome.rejected("a"), finished("oracle", 0.5)));
        totals.add(task(0, 1, finished("a", 2), finished("b", 3)));

        assertThat(withOracle.figures().regret("a")).isEqualTo(1);
        assertThat(withOracle.figures().regret("oracle")).isZero();
        assertThat(withOracle.figures().regret("b")).as("not in the run").isNaN();
        assertThat(totals.figures().regret("a")).as("no oracle in the run").isNaN();
    }
}
