package org.hybridscheduler.workload;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.RunTimes;

/**
 * What generated tasks are like. The defaults make neither kind of device dominate: a memory-bound task is faster on a
 * CPU worker, since moving its input to a GPU costs more than it saves; a compute-bound one is some 30 times faster on
 * a GPU.
 *
 * @param sizes of the inputs
 * @param intensities arithmetic work per byte of input
 * @param memoryPerSize memory held per MB of input; default median 1.3, sigma 0.25
 * @param dependencies on recent tasks
 * @param roofline from input and intensity to mean run times
 * @param noiseCv coefficient of variation of actual around mean run times, 0 to 5; default 0.10
 */
public record SyntheticParameters(Sizes sizes, Intensities intensities, LogNormal memoryPerSize,
        Dependencies dependencies, Roofline roofline, double noiseCv) {

    private static final double BYTES_PER_MB = 1e6;

    /**
     * Bounded Pareto distribution of input sizes.
     *
     * @param alpha tail index, 0.1 to 10 (small is heavy); default 1.5
     * @param minMb smallest size in MB (a million bytes), 0.001 to 1e6; default 100
     * @param maxMb largest size in MB, {@code minMb} to 1e6; default 4000
     */
    public record Sizes(double alpha, double minMb, double maxMb) {

        public Sizes {
            between("sizes.alpha", alpha, 0.1, 10);
            between("sizes.min_mb", minMb, 0.001, 1e6);
            between("sizes.max_mb", maxMb, minMb, 1e6);
        }
    }

    /**
     * Log-normal distribution.
     *
     * @param median more than 0, at most 1e6
     * @param sigma standard deviation of the logarithm, 0 to 3
     */
    public record LogNormal(double median, double sigma) {

        public LogNormal {
            between("median", median, Double.MIN_NORMAL, 1e6);
            between("sigma", sigma, 0, 3);
        }
    }

    /**
     * Bimodal compute intensity in flop per byte of input.
     *
     * @param computeBoundShare share of compute-bound tasks, 0 to 1; default 0.5
     * @param memoryBound the others' intensity; default median 1, sigma 0.4
     * @param computeBound their intensity; default median 60, sigma 0.5
     */
    public record Intensities(double computeBoundShare, LogNormal memoryBound, LogNormal computeBound) {

        public Intensities {
            between("intensities.compute_bound_share", computeBoundShare, 0, 1);
            Objects.requireNonNull(memoryBound, "memoryBound");
            Objects.requireNonNull(computeBound, "computeBound");
        }
    }

    /**
     * Which tasks wait for recent ones.
     *
     * @param probability that a task has parents, 0 to 1; default 0.1
     * @param window how many tasks back a parent may be, 1 to 1000; default 16
     * @param maxParents a task with parents has 1 to this many, equally likely; 1 to 16; default 2
     */
    public record Dependencies(double probability, int window, int maxParents) {

        public Dependencies {
            between("dependencies.probability", probability, 0, 1);
            between("dependencies.window", window, 1, 1000);
            between("dependencies.max_parents", maxParents, 1, 16);
        }
    }

    /**
     * Mean run times by the roofline model (Williams, Waterman and Patterson, 2009): a device needs for each byte the
     * time of its arithmetic or of its memory traffic, whichever is longer; a GPU also waits for the link.
     *
     * @param cpuFlopsPerSecond peak of one CPU worker, 1e6 to 1e18; default 20e9
     * @param cpuBytesPerSecond its memory bandwidth, 1e6 to 1e18; default 20e9
     * @param gpuFlopsPerSecond peak of one GPU, 1e6 to 1e18; default 5e12
     * @param gpuBytesPerSecond its memory bandwidth, 1e6 to 1e18; default 500e9
     */
    public record Roofline(double cpuFlopsPerSecond, double cpuBytesPerSecond, double gpuFlopsPerSecond,
            double gpuBytesPerSecond) {

        public Roofline {
            between("roofline.cpu_flops_per_second", cpuFlopsPerSecond, 1e6, 1e18);
            between("roofline.cpu_bytes_per_second", cpuBytesPerSecond, 1e6, 1e18);
            between("roofline.gpu_flops_per_second", gpuFlopsPerSecond, 1e6, 1e18);
            between("roofline.gpu_bytes_per_second", gpuBytesPerSecond, 1e6, 1e18);
        }

        /**
         * Mean run times of a task.
         *
         * @param sizeMb input in MB
         * @param intensity flop per byte of input
         */
        public RunTimes times(double sizeMb, double intensity, ClusterSpec cluster) {
            double bytes = sizeMb * BYTES_PER_MB;
            double cpu = bytes * Math.max(intensity / cpuFlopsPerSecond, 1 / cpuBytesPerSecond);
            double gpu = cluster.linkLatencySeconds() + bytes / cluster.linkBytesPerSecond()
                    + bytes * Math.max(intensity / gpuFlopsPerSecond, 1 / gpuBytesPerSecond);
            return new RunTimes(cpu, gpu, cluster.linkLatencySeconds());
        }
    }

    public SyntheticParameters {
        Objects.requireNonNull(sizes, "sizes");
        Objects.requireNonNull(intensities, "intensities");
        Objects.requireNonNull(memoryPerSize, "memoryPerSize");
        Objects.requireNonNull(dependencies, "dependencies");
        Objects.requireNonNull(roofline, "roofline");
        between("noise_cv", noiseCv, 0, RecordedTask.MAX_NOISE_CV);
    }

    /** The documented defaults. */
    public static SyntheticParameters defaults() {
        return from((name, byDefault) -> byDefault);
    }

    /**
     * Parameters from a configuration.
     *
     * @param setting from a parameter's name, as in {@link #values()}, and its default to its value
     * @throws IllegalArgumentException naming a parameter that is out of range
     */
    public static SyntheticParameters from(ToDoubleBiFunction<String, Double> setting) {
        return new SyntheticParameters(
                new Sizes(
                        setting.applyAsDouble("sizes.alpha", 1.5),
                        setting.applyAsDouble("sizes.min_mb", 100.0),
                        setting.applyAsDouble("sizes.max_mb", 4000.0)),
                new Intensities(
                        setting.applyAsDouble("intensities.compute_bound_share", 0.5),
                        logNormal(setting, "intensities.memory_bound", 1.0, 0.4),
                        logNormal(setting, "intensities.compute_bound", 60.0, 0.5)),
                logNormal(setting, "memory_per_size", 1.3, 0.25),
                new Dependencies(
                        setting.applyAsDouble("dependencies.probability", 0.1),
                        whole("dependencies.window", setting, 16.0),
                        whole("dependencies.max_parents", setting, 2.0)),
                new Roofline(
                        setting.applyAsDouble("roofline.cpu_flops_per_second", 20e9),
                        setting.applyAsDouble("roofline.cpu_bytes_per_second", 20e9),
                        setting.applyAsDouble("roofline.gpu_flops_per_second", 5e12),
                        setting.applyAsDouble("roofline.gpu_bytes_per_second", 500e9)),
                setting.applyAsDouble("noise_cv", 0.10));
    }

    private static LogNormal logNormal(ToDoubleBiFunction<String, Double> setting, String name, double median,
            double sigma) {
        double medianValue = setting.applyAsDouble(name + ".median", median);
        double sigmaValue = setting.applyAsDouble(name + ".sigma", sigma);
        try {
            return new LogNormal(medianValue, sigmaValue);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + "." + e.getMessage(), e);
        }
    }

    private static int whole(String name, ToDoubleBiFunction<String, Double> setting, double byDefault) {
        double value = setting.applyAsDouble(name, byDefault);
        if (value != Math.rint(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a whole number");
        }
        return (int) value;
    }

    /** Each parameter's value by its name, in a fixed order. */
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("sizes.alpha", sizes.alpha);
        values.put("sizes.min_mb", sizes.minMb);
        values.put("sizes.max_mb", sizes.maxMb);
        values.put("intensities.compute_bound_share", intensities.computeBoundShare);
        values.put("intensities.memory_bound.median", intensities.memoryBound.median);
        values.put("intensities.memory_bound.sigma", intensities.memoryBound.sigma);
        values.put("intensities.compute_bound.median", intensities.computeBound.median);
        values.put("intensities.compute_bound.sigma", intensities.computeBound.sigma);
        values.put("memory_per_size.median", memoryPerSize.median);
        values.put("memory_per_size.sigma", memoryPerSize.sigma);
        values.put("dependencies.probability", dependencies.probability);
        values.put("dependencies.window", (double) dependencies.window);
        values.put("dependencies.max_parents", (double) dependencies.maxParents);
        values.put("roofline.cpu_flops_per_second", roofline.cpuFlopsPerSecond);
        values.put("roofline.cpu_bytes_per_second", roofline.cpuBytesPerSecond);
        values.put("roofline.gpu_flops_per_second", roofline.gpuFlopsPerSecond);
        values.put("roofline.gpu_bytes_per_second", roofline.gpuBytesPerSecond);
        values.put("noise_cv", noiseCv);
        return values;
    }

    /** One line {@code name=value} for each parameter: what the workload's digest is made of. */
    public String canonicalText() {
        StringBuilder text = new StringBuilder();
        values().forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    private static void between(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(name + " is " + value + ", expected " + min + " to " + max);
        }
    }
}
