package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hybridscheduler.scheduling.Task;
import org.junit.jupiter.api.Test;

class MixedEffectsTest {

    private final RecurrenceNoise noise = new RecurrenceNoise();
    private final MixedEffects effects = new MixedEffects(noise);
    private final SplittableRandom random = new SplittableRandom(5);
    private long id;

    private RememberedTask task(String group, double expectedCpu, double expectedGpu) {
        RememberedTask task = new RememberedTask(new Task(id++, 0, group, 0, 0, new double[0], new long[0]));
        task.expected[0] = expectedCpu;
        task.expected[1] = expectedGpu;
        return task;
    }

    private RememberedTask seen(RememberedTask task, double cpu, double gpu) {
        if (!Double.isNaN(cpu)) {
            task.see(0, cpu);
        }
        if (!Double.isNaN(gpu)) {
            task.see(1, gpu);
        }
        return task;
    }

    /** Covariance of two values before noise, straight from the model's definition. */
    private static double covariance(VarianceComponents v, RememberedTask a, int kindA, RememberedTask b, int kindB) {
        double signA = kindA == 0 ? 0.5 : -0.5;
        double signB = kindB == 0 ? 0.5 : -0.5;
        double group = v.groupLevel() + signA * signB * v.groupRatio()
                + a.expected[kindA] * b.expected[kindB] * (v.slopeLevel() + signA * signB * v.slopeRatio());
        return group + (a == b ? v.taskLevel() + signA * signB * v.taskRatio() : 0);
    }

    /** Solves a x = b by elimination. */
    private static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        for (int pivot = 0; pivot < n; pivot++) {
            for (int row = pivot + 1; row < n; row++) {
                double factor = a[row][pivot] / a[pivot][pivot];
                for (int column = pivot; column < n; column++) {
                    a[row][column] -= factor * a[pivot][column];
                }
                b[row] -= factor * b[pivot];
            }
        }
        double[] x = new double[n];
        for (int row = n - 1; row >= 0; row--) {
            double sum = b[row];
            for (int column = row + 1; column < n; column++) {
                sum -= a[row][column] * x[column];
            }
            x[row] = sum / a[row][row];
        }
        return x;
    }

    /** The conditional mean and variance of a multivariate normal, with one dense matrix over all that was seen. */
    private double[] dense(List<RememberedTask> tasks, RememberedTask of, int kind) {
        VarianceComponents v = effects.components();
        List<RememberedTask> who = new ArrayList<>();
        List<Integer> where = new ArrayList<>();
        for (RememberedTask task : tasks) {
            for (int k = 0; k < 2; k++) {
                if (task.seen[k] > 0) {
                    who.add(task);
                    where.add(k);
                }
            }
        }
        int n = who.size();
        double[][] matrix = new double[n][n];
        double[] difference = new double[n];
        double[] towards = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i][j] = covariance(v, who.get(i), where.get(i), who.get(j), where.get(j));
            }
            matrix[i][i] += noise.of(who.get(i), where.get(i)) / who.get(i).seen[where.get(i)];
            difference[i] = who.get(i).mean[where.get(i)] - who.get(i).expected[where.get(i)];
            towards[i] = covariance(v, of, kind, who.get(i), where.get(i));
        }
        double[][] again = new double[n][];
        for (int i = 0; i < n; i++) {
            again[i] = matrix[i].clone();
        }
        double[] weights = solve(matrix, towards.clone());
        double mean = of.expected[kind];
        double variance = covariance(v, of, kind, of, kind);
        for (int i = 0; i < n; i++) {
            mean += weights[i] * difference[i];
            variance -= weights[i] * towards[i];
        }
        assertThat(solve(again, towards.clone())).containsExactly(weights);
        return new double[] {mean, variance};
    }

    @Test
    void expect_tasksOfAGroup_isTheConditionalNormal() {
        RememberedTask both = seen(seen(task("g", 0.5, -1), 2, 0.3), 2.2, Double.NaN);
        RememberedTask onCpu = seen(task("g", -1.5, 0.2), 1, Double.NaN);
        RememberedTask onGpu = seen(task("g", 1, 2), Double.NaN, 3);
        RememberedTask never = task("g", 0.7, 0.9);
        List<RememberedTask> all = List.of(both, onCpu, onGpu, never);

        for (RememberedTask asked : all) {
            GroupEvidence others = new GroupEvidence();
            all.stream().filter(task -> task != asked).forEach(task -> others.add(effects.evidence(task)));
            PairBelief belief = effects.expect(asked, others);
            for (int kind = 0; kind < 2; kind++) {
                double[] truth = dense(all, asked, kind);
                assertThat(belief.mean(kind)).isCloseTo(truth[0], within(1e-9));
                assertThat(belief.variance(kind)).isCloseTo(truth[1], within(1e-9));
            }
        }
    }

    @Test
    void evidence_addedAndRemoved_leavesNothing() {
        RememberedTask other = seen(task("g", 1, 1), 4, 5);
        RememberedTask asked = task("g", 0, 0);
        GroupEvidence evidence = new GroupEvidence();

        evidence.add(effects.evidence(other));
        PairBelief informed = effects.expect(asked, evidence);
        evidence.remove(effects.evidence(other));

        assertThat(informed.cpu()).isGreaterThan(1);
        assertThat(effects.expect(asked, evidence)).isEqualTo(effects.expect(asked, new GroupEvidence()));
    }

    @Test
    void fit_groupsThatDifferInRatioAlone_findsThatGroupsTellRatios() {
        List<RememberedTask> tasks = new ArrayList<>();
        for (int group = 0; group < 60; group++) {
            double ratio = 2 * random.nextGaussian();
            for (int i = 0; i < 6; i++) {
                double level = random.nextGaussian();
                double own = ratio + 0.1 * random.nextGaussian();
                tasks.add(seen(task("g" + group, 0, 0), level + own / 2, i % 2 == 0 ? level - own / 2 : Double.NaN));
            }
        }

        for (int i = 0; i < 10; i++) {
            effects.fit(tasks);
        }

        VarianceComponents found = effects.components();
        assertThat(found.groupRatio()).isBetween(1.5, 8.0);
        assertThat(found.taskRatio()).isLessThan(0.1);
        assertThat(found.taskLevel()).isBetween(0.6, 1.6);
        assertThat(found.groupLevel()).isLessThan(0.3);
    }
}
