package org.hybridscheduler.workload;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import org.hybridscheduler.workload.StreamSpec.Draw;

/** What tests ask of streams. */
public final class Streams {

    private Streams() {
    }

    public static StreamSpec inOrder(long seed) {
        return spec(seed, Draw.IN_ORDER, OptionalDouble.empty(), OptionalDouble.empty(), OptionalLong.empty());
    }

    public static StreamSpec spec(long seed, Draw draw, OptionalDouble load, OptionalDouble noiseCv,
            OptionalLong maxTasks) {
        return new StreamSpec(seed, draw, load, noiseCv, maxTasks, 1);
    }

    /** The first tasks, or all where there are fewer. */
    public static List<Arrival> take(TaskStream stream, int limit) {
        List<Arrival> taken = new ArrayList<>();
        for (Arrival next = stream.next(); next != null && taken.size() < limit; next = stream.next()) {
            taken.add(next);
        }
        return taken;
    }

    public static double[] values(List<Arrival> arrivals, ToDoubleFunction<Arrival> value) {
        return arrivals.stream().mapToDouble(value).toArray();
    }

    /** Every bit of the tasks and their run times. */
    public static byte[] bytes(List<Arrival> arrivals) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Arrival arrival : arrivals) {
                write(arrival, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Arrival arrival, DataOutputStream out) throws IOException {
        out.writeLong(arrival.task().id());
        out.writeDouble(arrival.task().arrivalSeconds());
        out.writeUTF(String.valueOf(arrival.task().group()));
        out.writeDouble(arrival.task().transferBytes());
        out.writeDouble(arrival.task().memoryMb());
        for (double feature : arrival.task().features()) {
            out.writeDouble(feature);
        }
        for (long parent : arrival.task().parents()) {
            out.writeLong(parent);
        }
        out.writeDouble(arrival.actual().cpuSeconds());
        out.writeDouble(arrival.actual().gpuSeconds());
        out.writeDouble(arrival.actual().gpuFixedSeconds());
    }

    public static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    public static double coefficientOfVariation(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length) / mean;
    }
}
