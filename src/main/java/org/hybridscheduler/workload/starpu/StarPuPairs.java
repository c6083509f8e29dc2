package org.hybridscheduler.workload.starpu;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.hybridscheduler.workload.RecordedTask;

/**
 * Turns StarPU measurements into tasks. A task is a host, a codelet and a size that were measured both on one CPU core
 * and on CUDA devices. Several devices of a host, and several shapes of one size, count as one: run times are averaged
 * by number of samples. The noise is the root mean square of the coefficients of variation, within a kind of device by
 * number of samples, then over the two kinds: how devices differ is no noise.
 */
final class StarPuPairs {

    /** Names of the tasks' features: MB, bytes, flop, and flop per byte. */
    static final List<String> FEATURES = List.of("size", "size_bytes", "flops", "compute_intensity");

    private static final double MICROS_PER_SECOND = 1e6;
    private static final double BYTES_PER_MB = 1e6;

    /** Smaller tasks were not measured: their times are others' divided, or copies of another host's. */
    private static final double SMALLEST_MEASURED_BYTES = 100_000;

    private final List<String> taskIds = new ArrayList<>();
    private final List<RecordedTask> tasks = new ArrayList<>();

    private record Key(String host, String codelet, double sizeBytes) {
    }

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::host).thenComparing(Key::codelet).thenComparingDouble(Key::sizeBytes);

    private record Kinds(List<StarPuMeasurement> cpu, List<StarPuMeasurement> gpu) {
    }

    private StarPuPairs() {
    }

    /** The pairs, by host, codelet and size. */
    static StarPuPairs of(List<StarPuMeasurement> measurements) {
        Map<Key, Kinds> byKey = new TreeMap<>(ORDER);
        for (StarPuMeasurement measurement : measurements) {
            Key key = new Key(measurement.host(), measurement.codelet(), measurement.sizeBytes());
            Kinds kinds = byKey.computeIfAbsent(key, absent -> new Kinds(new ArrayList<>(), new ArrayList<>()));
            (measurement.onGpu() ? kinds.gpu() : kinds.cpu()).add(measurement);
        }
        StarPuPairs pairs = new StarPuPairs();
        byKey.forEach((key, kinds) -> {
            if (!kinds.cpu().isEmpty() && !kinds.gpu().isEmpty()) {
                pairs.add(key, kinds);
            }
        });
        return pairs;
    }

    /**
     * Whether a measurement stands for itself. Of the models that StarPU ships, those of {@code syrk} are
     * {@code gemm}'s halved, and those below 100,000 bytes were scaled down or copied from another host.
     */
    static boolean isMeasured(StarPuMeasurement measurement) {
        return !measurement.codelet().contains("syrk") && measurement.sizeBytes() >= SMALLEST_MEASURED_BYTES;
    }

    private void add(Key key, Kinds kinds) {
        double flops = mean(kinds.cpu(), StarPuMeasurement::flops);
        double cpuVariance = mean(kinds.cpu(), StarPuPairs::relativeVariance);
        double gpuVariance = mean(kinds.gpu(), StarPuPairs::relativeVariance);
        double[] features = {key.sizeBytes() / BYTES_PER_MB, key.sizeBytes(), known(flops),
                known(flops / key.sizeBytes())};
        taskIds.add(taskId(key.host(), key.codelet(), key.sizeBytes()));
        tasks.add(new RecordedTask(
                mean(kinds.cpu(), StarPuMeasurement::meanMicros) / MICROS_PER_SECOND,
                mean(kinds.gpu(), StarPuMeasurement::meanMicros) / MICROS_PER_SECOND,
                Double.NaN, key.codelet(), key.sizeBytes(), key.sizeBytes() / BYTES_PER_MB,
                Math.sqrt((cpuVariance + gpuVariance) / 2), features, RecordedTask.NO_PARENTS));
    }

    /** The id of the task of a host, a codelet and a size. */
    static String taskId(String host, String codelet, double sizeBytes) {
        return host + "/" + codelet + "/" + (long) sizeBytes;
    }

    private static double known(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY ? value : Double.NaN;
    }

    private static double relativeVariance(StarPuMeasurement measurement) {
        return measurement.coefficientOfVariation() * measurement.coefficientOfVariation();
    }

    private static double mean(List<StarPuMeasurement> measurements, ToDoubleFunction<StarPuMeasurement> value) {
        double sum = 0;
        double samples = 0;
        for (StarPuMeasurement measurement : measurements) {
            sum += value.applyAsDouble(measurement) * measurement.samples();
            samples += measurement.samples();
        }
        return sum / samples;
    }

    List<String> taskIds() {
        return taskIds;
    }

    List<RecordedTask> tasks() {
        return tasks;
    }
}
