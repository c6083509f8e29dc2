package org.hybridscheduler.workload;

import java.util.SplittableRandom;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.workload.SyntheticParameters.LogNormal;
import org.hybridscheduler.workload.SyntheticParameters.Sizes;

/** The generated tasks of one run. */
final class SyntheticStream implements TaskStream {

    private static final double BYTES_PER_MB = 1e6;

    private final SyntheticParameters parameters;
    private final ClusterSpec cluster;
    private final ArrivalTimes arrivals;
    private final SplittableRandom sizes;
    private final double shareAboveMaximum;
    private final SplittableRandom modes;
    private final GaussianSource intensities;
    private final GaussianSource memory;
    private final RecentParents parents;
    private final Noise noise;
    private final double noiseCv;
    private final long firstTaskId;
    private final long length;
    private long given;

    SyntheticStream(SyntheticParameters parameters, StreamSpec spec, ClusterSpec cluster, double tasksPerSecond) {
        long seed = spec.seed();
        this.parameters = parameters;
        this.cluster = cluster;
        this.arrivals = new PoissonArrivals(RandomPurpose.ARRIVALS.stream(seed), tasksPerSecond);
        this.sizes = RandomPurpose.SIZES.stream(seed);
        Sizes bounds = parameters.sizes();
        this.shareAboveMaximum = StrictMath.pow(bounds.minMb() / bounds.maxMb(), bounds.alpha());
        this.modes = RandomPurpose.MODES.stream(seed);
        this.intensities = new GaussianSource(RandomPurpose.INTENSITIES.stream(seed));
        this.memory = new GaussianSource(RandomPurpose.MEMORY.stream(seed));
        this.parents = new RecentParents(RandomPurpose.DEPENDENCIES.stream(seed), parameters.dependencies());
        this.noise = new Noise(RandomPurpose.NOISE.stream(seed));
        this.noiseCv = spec.noiseCv().orElse(parameters.noiseCv());
        this.firstTaskId = spec.firstTaskId();
        this.length = spec.maxTasks().orElse(Long.MAX_VALUE);
    }

    @Override
    public Arrival next() {
        if (given == length) {
            return null;
        }
        double size = size(sizes.nextDouble());
        double intensity = intensity();
        double memoryPerSize = draw(parameters.memoryPerSize(), memory);
        double[] features = {size, intensity, size * memoryPerSize, memoryPerSize, intensity / memoryPerSize};
        Task task = new Task(firstTaskId + given, arrivals.next(), null, size * BYTES_PER_MB, size * memoryPerSize,
                features, parents.draw(firstTaskId, given));
        given++;
        RunTimes mean = parameters.roofline().times(size, intensity, cluster);
        return new Arrival(task, mean, noise.apply(mean, noiseCv));
    }

    @Override
    public long oldestParent() {
        return parents.oldest(firstTaskId, given);
    }

    /** The bounded Pareto distribution's inverse: MB from a number in [0, 1). */
    private double size(double uniform) {
        Sizes bounds = parameters.sizes();
        double larger = 1 - uniform * (1 - shareAboveMaximum);
        return Math.min(bounds.maxMb(), bounds.minMb() * StrictMath.pow(larger, -1 / bounds.alpha()));
    }

    private double intensity() {
        boolean computeBound = modes.nextDouble() < parameters.intensities().computeBoundShare();
        return draw(computeBound ? parameters.intensities().computeBound() : parameters.intensities().memoryBound(),
                intensities);
    }

    private static double draw(LogNormal distribution, GaussianSource gaussian) {
        return distribution.median() * StrictMath.exp(distribution.sigma() * gaussian.next());
    }
}
