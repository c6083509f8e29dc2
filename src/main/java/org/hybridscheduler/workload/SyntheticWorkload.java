package org.hybridscheduler.workload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.workload.StreamSpec.Draw;

/**
 * Tasks generated from a seed: Poisson arrivals, bounded-Pareto sizes, bimodal compute intensity, memory that goes with
 * the size, dependencies on recent tasks, and run times by the roofline model.
 *
 * <p>Features: {@code size} (input, MB), {@code compute_intensity} (flop per byte of input), {@code memory_required}
 * (MB), {@code memory_per_size} (memory_required / size), {@code compute_to_memory} (flop per byte of memory held, that
 * is compute_intensity / memory_per_size). Tasks have no group: what mode a task belongs to is for strategies to find
 * out.
 */
public final class SyntheticWorkload implements Workload {

    /** The name that clients use. */
    public static final String NAME = "synthetic";

    /** How many tasks stand for the workload. */
    public static final int SAMPLE_TASKS = 20_000;

    private static final long SAMPLE_SEED = 20_000_811;
    private static final List<String> FEATURES =
            List.of("size", "compute_intensity", "memory_required", "memory_per_size", "compute_to_memory");

    private final SyntheticParameters parameters;
    private final String digest;
    private final AtomicReference<Sample> lastSample = new AtomicReference<>();

    /** The demands for one cluster and what follows from them: the last cluster's are kept. */
    private record Sample(ClusterSpec cluster, List<Demand> demands, double capacity) {
    }

    public SyntheticWorkload(SyntheticParameters parameters) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
        MessageDigest sha = Sha256.start();
        sha.update(parameters.canonicalText().getBytes(StandardCharsets.UTF_8));
        this.digest = Sha256.finish(sha);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public List<String> featureNames() {
        return FEATURES;
    }

    /** Opens the stream; generated tasks have no recorded order, so the draw makes no difference. */
    @Override
    public TaskStream open(StreamSpec spec, ClusterSpec cluster) {
        double load = spec.load().orElse(StreamSpec.DEFAULT_LOAD);
        return new SyntheticStream(parameters, spec, cluster, load * sample(cluster).capacity());
    }

    @Override
    public List<Demand> demands(ClusterSpec cluster) {
        return sample(cluster).demands();
    }

    private Sample sample(ClusterSpec cluster) {
        Sample sample = lastSample.get();
        if (sample == null || !sample.cluster().equals(cluster)) {
            List<Demand> demands = draw(cluster);
            sample = new Sample(cluster, demands, Capacity.tasksPerSecond(demands, cluster));
            lastSample.set(sample);
        }
        return sample;
    }

    private List<Demand> draw(ClusterSpec cluster) {
        StreamSpec noiseless = new StreamSpec(SAMPLE_SEED, Draw.IN_ORDER, OptionalDouble.empty(),
                OptionalDouble.of(0), OptionalLong.of(SAMPLE_TASKS), 0);
        TaskStream tasks = new SyntheticStream(parameters, noiseless, cluster, 1);
        List<Demand> demands = new ArrayList<>(SAMPLE_TASKS);
        for (Arrival arrival = tasks.next(); arrival != null; arrival = tasks.next()) {
            demands.add(new Demand(arrival.actual(), arrival.task().memoryMb()));
        }
        return List.copyOf(demands);
    }
}
