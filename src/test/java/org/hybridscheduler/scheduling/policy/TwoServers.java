package org.hybridscheduler.scheduling.policy;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Two exponential servers of different speed behind one queue with Poisson arrivals (Lin, Kumar, "Optimal control of a
 * queueing system with two heterogeneous servers", IEEE Transactions on Automatic Control 29, 1984), computed exactly: a
 * policy's stationary distribution, and the least cost by value iteration. The fast server, of rate 1, never idles while
 * tasks wait.
 *
 * @param arrivals rate of arrivals
 * @param slow rate of the slow server, below 1
 */
record TwoServers(double arrivals, double slow) {

    /** Queues longer than this are as good as impossible in all cases here. */
    private static final int LONGEST_QUEUE = 250;

    /**
     * Mean turnaround of a policy.
     *
     * @param startsSlow whether the idle slow server takes a task while so many wait and the fast one is busy
     */
    double meanTurnaround(IntPredicate startsSlow) {
        int states = state(LONGEST_QUEUE, 1, 1) + 1;
        double[][] equations = new double[states][states + 1];
        for (int queue = 0; queue <= LONGEST_QUEUE; queue++) {
            for (int slowBusy = 0; slowBusy <= 1; slowBusy++) {
                for (int fastBusy = queue > 0 ? 1 : 0; fastBusy <= 1; fastBusy++) {
                    int from = state(queue, fastBusy, slowBusy);
                    if (queue < LONGEST_QUEUE) {
                        flow(equations, from, settled(queue + 1, fastBusy, slowBusy, startsSlow), arrivals);
                    }
                    if (fastBusy == 1) {
                        flow(equations, from, settled(queue, 0, slowBusy, startsSlow), 1);
                    }
                    if (slowBusy == 1) {
                        flow(equations, from, settled(queue, fastBusy, 0, startsSlow), slow);
                    }
                }
            }
        }
        Arrays.fill(equations[0], 1);
        double[] probability = solve(equations);
        double inSystem = 0;
        for (int queue = 0; queue <= LONGEST_QUEUE; queue++) {
            for (int slowBusy = 0; slowBusy <= 1; slowBusy++) {
                for (int fastBusy = queue > 0 ? 1 : 0; fastBusy <= 1; fastBusy++) {
                    inSystem += (queue + slowBusy + fastBusy) * probability[state(queue, fastBusy, slowBusy)];
                }
            }
        }
        return inSystem / arrivals;
    }

    /** Numbers (0, idle, slow) as 0 and 1, then two a queue length. */
    private static int state(int queue, int fastBusy, int slowBusy) {
        return queue == 0 && fastBusy == 0 ? slowBusy : 2 + 2 * queue + slowBusy;
    }

    /** Where the policy has gone at once when nothing more can start. */
    private static int settled(int queue, int fastBusy, int slowBusy, IntPredicate startsSlow) {
        int waiting = queue;
        int fast = fastBusy;
        int slow = slowBusy;
        if (fast == 0 && waiting > 0) {
            waiting--;
            fast = 1;
        }
        if (fast == 1 && slow == 0 && waiting > 0 && startsSlow.test(waiting)) {
            waiting--;
            slow = 1;
        }
        return state(waiting, fast, slow);
    }

    private static void flow(double[][] equations, int from, int to, double rate) {
        equations[to][from] += rate;
        equations[from][from] -= rate;
    }

    /** Gauss's elimination; the matrix is banded but for its first row, so most factors are 0. */
    private static double[] solve(double[][] rows) {
        int n = rows.length;
        for (int pivot = n - 1; pivot > 0; pivot--) {
            for (int row = 0; row < pivot; row++) {
                double factor = rows[row][pivot] / rows[pivot][pivot];
                if (factor != 0) {
                    for (int i = 0; i < pivot; i++) {
                        rows[row][i] -= factor * rows[pivot][i];
                    }
                    rows[row][n] -= factor * rows[pivot][n];
                }
            }
        }
        double[] solution = new double[n];
        for (int row = 0; row < n; row++) {
            double known = rows[row][n];
            for (int i = 0; i < row; i++) {
                known -= rows[row][i] * solution[i];
            }
            solution[row] = known / rows[row][row];
        }
        return solution;
    }

    /**
     * The policy of least mean turnaround among all, by relative value iteration: by queue length, whether the idle slow
     * server starts while the fast one is busy.
     */
    boolean[] optimalPolicy() {
        double[] value = new double[state(LONGEST_QUEUE, 1, 1) + 1];
        double change = 1;
        while (change > 1e-9) {
            double[] next = backedUp(value);
            change = 0;
            double level = next[0];
            for (int i = 0; i < next.length; i++) {
                next[i] -= level;
                change = Math.max(change, Math.abs(next[i] - value[i]));
            }
            value = next;
        }
        boolean[] starts = new boolean[LONGEST_QUEUE + 1];
        for (int queue = 1; queue <= LONGEST_QUEUE; queue++) {
            starts[queue] = value[state(queue - 1, 1, 1)] < value[state(queue, 1, 0)];
        }
        return starts;
    }

    /** One step of the chain that is uniformized at the sum of all rates. */
    private double[] backedUp(double[] value) {
        double[] next = new double[value.length];
        for (int queue = 0; queue <= LONGEST_QUEUE; queue++) {
            for (int slowBusy = 0; slowBusy <= 1; slowBusy++) {
                for (int fastBusy = queue > 0 ? 1 : 0; fastBusy <= 1; fastBusy++) {
                    double sum = queue + fastBusy + slowBusy
                            + arrivals * best(value, Math.min(queue + 1, LONGEST_QUEUE), fastBusy, slowBusy)
                            + best(value, queue, 0, slowBusy) + slow * best(value, queue, fastBusy, 0);
                    next[state(queue, fastBusy, slowBusy)] = sum / (arrivals + 1 + slow);
                }
            }
        }
        return next;
    }

    private static double best(double[] value, int queue, int fastBusy, int slowBusy) {
        return Math.min(value[settled(queue, fastBusy, slowBusy, waiting -> false)],
                value[settled(queue, fastBusy, slowBusy, waiting -> true)]);
    }
}
