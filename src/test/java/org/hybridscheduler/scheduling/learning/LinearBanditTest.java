package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class LinearBanditTest {

    private static final boolean[] BOTH = {true, true};

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);

    @Test
    void score_afterManyUpdates_isThatOfADirectInversion() {
        int d = 4;
        double alpha = 0.7;
        double ridge = 0.5;
        LinearBandit bandit = new LinearBandit(2, d, alpha, ridge);
        double[][] a = scaledIdentity(d, ridge);
        double[] b = new double[d];

        for (int i = 0; i < 2 * RidgeRegression.UPDATES_TO_INVERSION + 50; i++) {
            double[] x = context(d);
            double reward = random.nextGaussian();
            bandit.update(1, x, reward);
            accumulate(a, b, x, reward);
        }

        double[] x = context(d);
        double expected = dot(solve(a, b), x) + alpha * Math.sqrt(dot(x, solve(a, x)));
        assertThat(bandit.score(1, x)).isCloseTo(expected, within(1e-10));
        assertThat(bandit.score(0, x)).isCloseTo(alpha * Math.sqrt(dot(x, x) / ridge), within(1e-12));
    }

    @Test
    void score_withForgetting_isThatOfADirectInversion() {
        int d = 3;
        double memory = 0.95;
        LinearBandit bandit = new LinearBandit(1, d, 1, 2, memory);
        double[][] a = scaledIdentity(d, 2);
        double[] b = new double[d];

        for (int i = 0; i < RidgeRegression.UPDATES_TO_INVERSION - 1; i++) {
            double[] x = context(d);
            double reward = random.nextGaussian();
            bandit.update(0, x, reward);
            for (int row = 0; row < d; row++) {
                b[row] *= memory;
                for (int column = 0; column < d; column++) {
                    a[row][column] *= memory;
                }
            }
            a[i % d][i % d] += (1 - memory) * 2 * d;
            accumulate(a, b, x, reward);
        }

        double[] x = context(d);
        assertThat(bandit.score(0, x)).isCloseTo(dot(solve(a, b), x) + Math.sqrt(dot(x, solve(a, x))), within(1e-9));
    }

    @Test
    void score_directionNeverSeenWhileForgetting_keepsItsPenalty() {
        LinearBandit bandit = new LinearBandit(1, 2, 1, 1, 0.9);

        for (int i = 0; i < 5000; i++) {
            bandit.update(0, new double[] {1, 0}, 1);
        }

        assertThat(bandit.score(0, new double[] {0, 1})).isBetween(0.8, 1.25);
    }

    @Test
    void choose_rewardsLinearInContext_learnsTheBestArm() {
        double[][] truth = {{1, 0, 0.2}, {0, 1, 0.1}, {0.3, 0.3, 0.3}};
        boolean[] all = {true, true, true};
        LinearBandit bandit = new LinearBandit(3, 3, 0.5, 1);
        for (int i = 0; i < 2000; i++) {
            double[] x = context(3);
            int arm = bandit.choose(x, all);
            bandit.update(arm, x, dot(truth[arm], x) + 0.05 * random.nextGaussian());
        }

        double regret = 0;
        double regretOfChance = 0;
        for (int i = 0; i < 500; i++) {
            double[] x = context(3);
            double best = Math.max(dot(truth[0], x), Math.max(dot(truth[1], x), dot(truth[2], x)));
            regret += best - dot(truth[bandit.choose(x, all)], x);
            regretOfChance += best - dot(truth[random.nextInt(3)], x);
        }

        assertThat(regret).isLessThan(0.02 * regretOfChance);
    }

    @Test
    void choose_rewardsThatSwap_followsOnlyWithForgetting() {
        double[] x = {1};
        LinearBandit forgetful = new LinearBandit(2, 1, 0, 0.01, 0.9);
        LinearBandit faithful = new LinearBandit(2, 1, 0, 0.01);
        for (LinearBandit bandit : new LinearBandit[] {forgetful, faithful}) {
            for (int i = 0; i < 1000; i++) {
                bandit.update(0, x, 1);
                bandit.update(1, x, 0);
            }
            for (int i = 0; i < 50; i++) {
                bandit.update(0, x, 0);
                bandit.update(1, x, 1);
            }
        }

        assertThat(forgetful.choose(x, BOTH)).isEqualTo(1);
        assertThat(faithful.choose(x, BOTH)).isZero();
    }

    @Test
    void choose_equalScores_takesTheLowestAllowedArm() {
        LinearBandit bandit = new LinearBandit(3, 2, 1, 1);

        assertThat(bandit.choose(new double[] {1, 1}, new boolean[] {true, true, true})).isZero();
        assertThat(bandit.choose(new double[] {1, 1}, new boolean[] {false, true, true})).isEqualTo(1);
    }

    @Test
    void choose_bestArmForbidden_takesTheNextBest() {
        LinearBandit bandit = new LinearBandit(2, 1, 0, 1);
        bandit.update(1, new double[] {1}, 5);

        assertThat(bandit.choose(new double[] {1}, BOTH)).isEqualTo(1);
        assertThat(bandit.choose(new double[] {1}, new boolean[] {true, false})).isZero();
    }

    @Test
    void update_nearlyCollinearContexts_staysFinite() {
        LinearBandit bandit = new LinearBandit(1, 3, 1, 1e-9);

        for (int i = 0; i < 20_000; i++) {
            double value = 1 + 1e-9 * random.nextDouble();
            bandit.update(0, new double[] {value, value, 1e6}, 1);
        }

        assertThat(bandit.score(0, new double[] {1, 1, 1e6})).isCloseTo(1, within(0.1));
        assertThat(bandit.score(0, new double[] {1, -1, 0})).isFinite();
    }

    @Test
    void arguments_outOfRange_areRefusedByName() {
        LinearBandit bandit = new LinearBandit(2, 2, 1, 1);
        double[] x = {1, 1};

        assertThatThrownBy(() -> new LinearBandit(0, 2, 1, 1)).hasMessageContaining("arms is 0");
        assertThatThrownBy(() -> new LinearBandit(2, 2, 1, 0)).hasMessageContaining("ridge is 0");
        assertThatThrownBy(() -> new LinearBandit(2, 2, 1, 1, 1.1)).hasMessageContaining("memory is 1.1");
        assertThatThrownBy(() -> bandit.choose(x, new boolean[2])).hasMessageContaining("None of 2 arms");
        assertThatThrownBy(() -> bandit.choose(x, new boolean[3])).hasMessageContaining("3 entries");
        assertThatThrownBy(() -> bandit.score(2, x)).hasMessageContaining("arm is 2");
        assertThatThrownBy(() -> bandit.update(0, new double[3], 1)).hasMessageContaining("length of the context is 3");
        assertThatThrownBy(() -> bandit.update(0, x, Double.NaN)).hasMessageContaining("reward is NaN");
        assertThatThrownBy(() -> bandit.score(0, new double[] {1, Double.NaN})).hasMessageContaining("NaN");
    }

    private double[] context(int d) {
        double[] x = random.doubles(d, -1, 1).toArray();
        x[d - 1] = 1;
        return x;
    }

    private static void accumulate(double[][] a, double[] b, double[] x, double reward) {
        for (int i = 0; i < x.length; i++) {
            b[i] += reward * x[i];
            for (int j = 0; j < x.length; j++) {
                a[i][j] += x[i] * x[j];
            }
        }
    }

    private static double[][] scaledIdentity(int d, double scale) {
        double[][] a = new double[d][d];
        for (int i = 0; i < d; i++) {
            a[i][i] = scale;
        }
        return a;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /** Gauss and Jordan's elimination, another way than the one under test. */
    private static double[] solve(double[][] matrix, double[] right) {
        int d = right.length;
        double[][] rows = new double[d][];
        for (int i = 0; i < d; i++) {
            rows[i] = Arrays.copyOf(matrix[i], d + 1);
            rows[i][d] = right[i];
        }
        for (int pivot = 0; pivot < d; pivot++) {
            for (int i = 0; i < d; i++) {
                double factor = i == pivot ? 0 : rows[i][pivot] / rows[pivot][pivot];
                for (int j = 0; j <= d; j++) {
                    rows[i][j] -= factor * rows[pivot][j];
                }
            }
        }
        double[] solution = new double[d];
        for (int i = 0; i < d; i++) {
            solution[i] = rows[i][d] / rows[i][i];
        }
        return solution;
    }
}
