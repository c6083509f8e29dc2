package org.hybridscheduler.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.RecordedWorkload;

/**
 * Kinds of recorded workloads whose features tell something of the run times, but not all: invented, so that nothing is
 * tuned to a recording. ln(seconds) on a CPU is a power law of some features, a group's own constant and exponent, and
 * a hidden factor; the speed-up of a GPU likewise.
 *
 * <p>Times are heavy-tailed: the spread of ln(seconds) over the rows is {@code spread}, the speed-ups' is
 * {@code speedUpSpread} around {@code exp(speedUpMean)}, within 0.05 to 60.
 */
enum RecordedFamily {

    /** Few kernels in many sizes, each row coming again and again. */
    KERNELS(300, 12, 2, 1, 1.5, 1.2, 1.0, 0.2, 0),
    /** Programs with a few inputs each, described by features that explain little. */
    PROGRAMS(680, 170, 3, 4, 2.0, 1.0, 1.3, 0.6, 0),
    /** Rows that hardly ever come again. */
    UNREPEATED(20_000, 20, 2, 2, 1.5, 1.0, 1.0, 0.4, 0),
    /** No groups: features alone. */
    UNGROUPED(1_500, 0, 3, 3, 1.5, 1.0, 1.2, 0.5, 0),
    /** Groups alone: no features. */
    FEATURELESS(200, 200, 0, 0, 1.5, 1.0, 1.2, 0.3, 0),
    /** Nothing that tells one task from another. */
    BLIND(400, 0, 0, 0, 1.0, 1.0, 1.0, 0.3, 0),
    /** A third of the features missing, and tasks too large for a GPU's memory. */
    GAPPY(1_000, 40, 3, 2, 1.5, 1.0, 1.2, 0.4, 0.33),
    /** Hardly more than a handful of rows. */
    TINY(30, 5, 2, 0, 2.0, 1.0, 1.5, 0.2, 0),
    /** Features that explain little, on rows that seldom come again. */
    HIDDEN(3_000, 50, 3, 3, 1.2, 1.0, 1.0, 1.0, 0),
    /** Many groups, few rows of each, extreme speed-ups either way. */
    EXTREME(1_400, 700, 4, 2, 1.8, 0.5, 1.8, 0.5, 0);

    /** Rows that take longer on either kind are left out, else a run would be about one or two of them. */
    private static final double LONGEST_SECONDS = 2;

    /** Shorter ones on a CPU are made that long. */
    private static final double SHORTEST_SECONDS = 1e-6;

    private final int rows;
    private final int groups;
    private final int relevant;
    private final int irrelevant;
    private final double spread;
    private final double speedUpMean;
    private final double speedUpSpread;
    private final double hidden;
    private final double missing;

    RecordedFamily(int rows, int groups, int relevant, int irrelevant, double spread, double speedUpMean,
            double speedUpSpread, double hidden, double missing) {
        this.rows = rows;
        this.groups = groups;
        this.relevant = relevant;
        this.irrelevant = irrelevant;
        this.spread = spread;
        this.speedUpMean = speedUpMean;
        this.speedUpSpread = speedUpSpread;
        this.hidden = hidden;
        this.missing = missing;
    }

    /** A group's, or the whole family's, law: constants and exponents of ln(CPU seconds) and ln(speed-up). */
    private record Law(double constant, double speedUp, double[] exponents, double[] speedUpExponents) {

        static Law draw(SplittableRandom random, int features, double scale) {
            return new Law(scale * random.nextGaussian(), scale * random.nextGaussian(),
                    gaussians(random, features, scale), gaussians(random, features, scale));
        }
    }

    private static double[] gaussians(SplittableRandom random, int count, double scale) {
        return IntStream.range(0, count).mapToDouble(i -> scale * random.nextGaussian()).toArray();
    }

    /** A workload of this kind; the same seed draws the same. */
    RecordedWorkload workload(long seed) {
        SplittableRandom random = new SplittableRandom(seed * 31 + ordinal());
        Law common = Law.draw(random, relevant, 1);
        Law[] own = new Law[Math.max(1, groups)];
        for (int group = 0; group < own.length; group++) {
            own[group] = Law.draw(random, relevant, groups == 0 ? 0 : 0.5);
        }
        List<RecordedTask> tasks = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            int group = groups == 0 ? 0 : row < groups ? row : random.nextInt(groups);
            RecordedTask task = task(group, common, own[group], random);
            if (Math.min(task.cpuSeconds(), task.gpuSeconds()) < LONGEST_SECONDS) {
                tasks.add(task);
            }
        }
        return new RecordedWorkload(name().toLowerCase(java.util.Locale.ROOT), IntStream.range(0, relevant + irrelevant)
                .mapToObj(i -> "f" + i).toList(), tasks);
    }

    private RecordedTask task(int group, Law common, Law own, SplittableRandom random) {
        double[] z = gaussians(random, relevant + irrelevant, 1);
        double work = 0;
        double acceleration = 0;
        double norm = Math.sqrt(1.25 * Math.max(1, relevant) + 0.25);
        for (int i = 0; i < relevant; i++) {
            work += (common.exponents[i] + own.exponents[i]) * z[i];
            acceleration += (common.speedUpExponents[i] + own.speedUpExponents[i]) * z[i];
        }
        double featureless = relevant == 0 ? 2 : 1;
        double cpu = -3 + spread * (work / norm + featureless * own.constant) + hidden * random.nextGaussian();
        double speedUp = speedUpMean + speedUpSpread * (acceleration / norm + featureless * own.speedUp)
                + 0.7 * hidden * random.nextGaussian();
        if (this == BLIND) {
            cpu += random.nextGaussian();
            speedUp += 0.7 * random.nextGaussian();
        }
        speedUp = Math.max(Math.log(0.05), Math.min(speedUp, Math.log(60)));
        cpu = Math.max(cpu, Math.log(SHORTEST_SECONDS));
        double[] features = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            features[i] = random.nextDouble() < missing ? Double.NaN : Math.exp(3 + 2 * z[i]);
        }
        double memory = missing > 0 ? Math.exp(7 + 1.5 * random.nextGaussian()) : 0;
        return new RecordedTask(Math.exp(cpu), Math.exp(cpu - speedUp), Double.NaN, groups == 0 ? null : "g" + group, 0,
                memory, 0.12, features, new int[0]);
    }
}
