package org.hybridscheduler.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {

    /** By hand: mean 5, s = sqrt(2.5) = 1.5811, t(4) = 2.7764, half width 2.7764 * 1.5811 / sqrt(5) = 1.9632. */
    @Test
    void interval_fiveValues_isTheOneWorkedOutByHand() {
        Interval interval = Interval.of(3, 4, 5, 6, 7);

        assertThat(interval.replications()).isEqualTo(5);
        assertThat(interval.mean()).isEqualTo(5);
        assertThat(interval.halfWidth()).isCloseTo(1.9632, within(1e-4));
        assertThat(interval.excludesZero()).isTrue();
    }

    @Test
    void interval_oneValueOrNone_hasNoWidth() {
        assertThat(Interval.of(2).mean()).isEqualTo(2);
        assertThat(Interval.of(2).halfWidth()).isNaN();
        assertThat(Interval.of(2).excludesZero()).isFalse();
        assertThat(Interval.of().mean()).isNaN();
        assertThatThrownBy(() -> Interval.of(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Of intervals of normal samples 95 % hold the mean: 2,000 of them within three standard errors, 93.5 to 96.5 %. */
    @Test
    void interval_ofManySamples_holdsTheMeanInNinetyFivePercent() {
        SplittableRandom random = new SplittableRandom(7);
        int held = 0;
        for (int sample = 0; sample < 2_000; sample++) {
            Interval interval = Interval.of(random.doubles(5).map(u -> 3 + normal(u)).toArray());
            held += interval.low() <= 3 && 3 <= interval.high() ? 1 : 0;
        }

        assertThat(held / 2_000.0).isBetween(0.935, 0.965);
    }

    /** The inverse of the logistic approximation is near enough: symmetric and light-tailed. */
    private static double normal(double u) {
        return Math.log(u / (1 - u)) / 1.702;
    }

    /** What both have in common cancels: apart, the two overlap; paired, the difference is certain. */
    @Test
    void of_pairsThatShareTheirScatter_isNarrowerThanEitherAlone() {
        double[] first = {10, 20, 30, 40};
        double[] second = {11, 21.2, 30.8, 41};

        PairedComparison comparison = PairedComparison.of(first, second);

        assertThat(comparison.difference().mean()).isCloseTo(-1, within(1e-12));
        assertThat(comparison.difference().excludesZero()).isTrue();
        assertThat(Interval.of(first).high()).isGreaterThan(Interval.of(second).low());
        assertThat(List.of(comparison.wins(), comparison.losses(), comparison.ties())).containsExactly(4, 0, 0);
    }

    @Test
    void of_runsThatOneDidNotFinish_leavesThemOut() {
        PairedComparison comparison = PairedComparison.of(new double[] {1, Double.NaN, 5, 2},
                new double[] {1 + 1e-12, 3, 4, Double.NaN});

        assertThat(comparison.difference().replications()).isEqualTo(2);
        assertThat(List.of(comparison.wins(), comparison.losses(), comparison.ties())).containsExactly(0, 1, 1);
    }

    @Test
    void of_differentNumbersOfRuns_isRefused() {
        assertThatThrownBy(() -> PairedComparison.of(new double[1], new double[2])).hasMessageContaining("Maybe");
    }

    @Test
    void winMatrix_meetings_areCountedForBothSides() {
        WinMatrix wins = new WinMatrix(List.of("a", "b", "c"));
        wins.add(0, 1, -1);
        wins.add(0, 1, 1);
        wins.add(0, 1, -1);
        wins.add(0, 1, 0);

        assertThat(List.of(wins.wins(0, 1), wins.losses(0, 1), wins.ties(0, 1))).containsExactly(2, 1, 1);
        assertThat(List.of(wins.wins(1, 0), wins.losses(1, 0), wins.ties(1, 0))).containsExactly(1, 2, 1);
        assertThat(wins.share(0, 1)).isEqualTo(0.625);
        assertThat(wins.share(0, 2)).isNaN();
    }

    /** Fleming and Wallace's point: swapping numerator and denominator inverts it. */
    @Test
    void geometricMean_ratios_doesNotDependOnTheReference() {
        assertThat(GeometricMean.of(List.of(2.0, 8.0))).isCloseTo(4, within(1e-12));
        assertThat(GeometricMean.of(List.of(1 / 2.0, 1 / 8.0))).isCloseTo(1 / 4.0, within(1e-12));
        assertThat(GeometricMean.of(List.of())).isNaN();
        assertThat(GeometricMean.of(List.of(2.0, Double.NaN))).isNaN();
        assertThatThrownBy(() -> GeometricMean.of(List.of(0.0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void distribution_ofMergedSketches_isThatOfAllValues() {
        QuantileSketch low = new QuantileSketch();
        QuantileSketch high = new QuantileSketch();
        for (int i = 1; i <= 1_000; i++) {
            (i <= 300 ? low : high).add(i);
        }
        low.add(high);

        EmpiricalDistribution distribution = EmpiricalDistribution.of(low);

        assertThat(low.count()).isEqualTo(1_000);
        assertThat(distribution.points()).hasSizeLessThanOrEqualTo(EmpiricalDistribution.MAX_POINTS)
                .allSatisfy(point -> assertThat(point.value()).isCloseTo(point.share() * 1_000,
                        within(0.021 * point.share() * 1_000 + 5)));
        assertThat(distribution.points()).extracting(EmpiricalDistribution.Point::share).isSorted().endsWith(1.0);
        assertThat(distribution.points()).extracting(EmpiricalDistribution.Point::value).isSorted()
                .doesNotHaveDuplicates();
        assertThat(EmpiricalDistribution.of(new QuantileSketch()).points()).isEmpty();
    }
}
