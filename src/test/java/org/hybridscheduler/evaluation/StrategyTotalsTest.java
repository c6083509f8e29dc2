package org.hybridscheduler.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.HexFormat;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hybridscheduler.evaluation.StrategyTotals.Figures;
import org.hybridscheduler.evaluation.StrategyTotals.FinishedTask;
import org.junit.jupiter.api.Test;

class StrategyTotalsTest {

    private final StrategyTotals totals = new StrategyTotals();

    @Test
    void figures_beforeTheFirstTask_areUnknownOrZero() {
        Figures none = totals.figures();

        assertThat(none.finished()).isZero();
        assertThat(none.meanTurnaround()).isNaN();
        assertThat(none.meanWaiting()).isNaN();
        assertThat(none.meanBoundedSlowdown()).isNaN();
        assertThat(none.shortestTurnaround()).isNaN();
        assertThat(none.longestTurnaround()).isNaN();
        assertThat(none.turnaroundQuantile(0.5)).isNaN();
        assertThat(none.makespan()).isZero();
    }

    @Test
    void finished_severalTasks_sumsAveragesAndExtremesAreTheirs() {
        totals.finished(new FinishedTask(null, 4, 1, 2, 10, 0.5, 3, 0, 14), true);
        totals.finished(new FinishedTask(null, 2, 0, 1, 20, 0.25, 0, 2, 12), false);
        totals.finished(new FinishedTask(null, 9, 5, 6, 30, 1, 2, 2, 13), true);
        totals.rejected();

        Figures figures = totals.figures();
        assertThat(figures.finished()).isEqualTo(3);
        assertThat(figures.rejected()).isEqualTo(1);
        assertThat(figures.wins()).isEqualTo(2);
        assertThat(figures.totalTurnaround()).isEqualTo(15);
        assertThat(figures.meanTurnaround()).isEqualTo(5);
        assertThat(figures.shortestTurnaround()).isEqualTo(2);
        assertThat(figures.longestTurnaround()).isEqualTo(9);
        assertThat(figures.meanWaiting()).isEqualTo(2);
        assertThat(figures.meanBoundedSlowdown()).isEqualTo(3);
        assertThat(figures.taskEnergy()).isEqualTo(60);
        assertThat(figures.totalCost()).isEqualTo(1.75);
        assertThat(figures.cpuBusySeconds()).isEqualTo(5);
        assertThat(figures.gpuBusySeconds()).isEqualTo(4);
        assertThat(figures.makespan()).isEqualTo(14);
        assertThat(figures.turnaroundQuantile(0.5)).isCloseTo(4, withinPercentage(1));
    }

    @Test
    void rejected_only_countsNothingElse() {
        totals.rejected();

        assertThat(totals.figures().rejected()).isEqualTo(1);
        assertThat(totals.figures().meanTurnaround()).isNaN();
    }

    @Test
    void figures_tasksThatFollow_changeNothingInThem() {
        totals.finished(new FinishedTask(null, 4, 1, 2, 10, 0.5, 3, 0, 14), true);
        Figures before = totals.figures();

        totals.finished(new FinishedTask(null, 40, 1, 2, 10, 0.5, 3, 0, 50), true);
        new StrategyTotals(before).finished(new FinishedTask(null, 40, 1, 2, 10, 0.5, 3, 0, 50), true);

        assertThat(before.finished()).isEqualTo(1);
        assertThat(before.turnarounds().count()).isEqualTo(1);
        assertThat(before.turnaroundQuantile(1)).isCloseTo(4, withinPercentage(1));
    }

    /** Stored at any point and taken up again, the figures are those of a run that was never interrupted. */
    @Property(tries = 200)
    void create_fromFigures_goesOnAsIfNothingHadBeen(@ForAll long seed, @ForAll @IntRange(max = 60) int before,
            @ForAll @IntRange(max = 60) int after) {
        SplittableRandom once = new SplittableRandom(seed);
        StrategyTotals uninterrupted = new StrategyTotals();
        add(uninterrupted, once, before + after);
        SplittableRandom again = new SplittableRandom(seed);
        StrategyTotals first = new StrategyTotals();
        add(first, again, before);
        StrategyTotals second = new StrategyTotals(first.figures());
        add(second, again, after);

        assertThat(everyBit(second.figures())).isEqualTo(everyBit(uninterrupted.figures()));
    }

    private static String everyBit(Figures figures) {
        return figures.toString().replaceAll("turnarounds=.*",
                HexFormat.of().formatHex(figures.turnarounds().toBytes()));
    }

    private static void add(StrategyTotals totals, SplittableRandom random, int tasks) {
        for (int i = 0; i < tasks; i++) {
            if (random.nextInt(5) == 0) {
                totals.rejected();
            } else {
                totals.finished(new FinishedTask(null, random.nextExponential(), random.nextDouble(), 1 + random.nextDouble(),
                        random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble(),
                        100 * random.nextDouble()), random.nextBoolean());
            }
        }
    }
}
