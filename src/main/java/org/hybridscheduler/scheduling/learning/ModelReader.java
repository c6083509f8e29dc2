package org.hybridscheduler.scheduling.learning;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ModelWriter} wrote. No length is believed that is more than the bytes that are left, so that bytes
 * which are no model cannot ask for much memory. Each method throws {@link IllegalArgumentException} where they end early.
 */
final class ModelReader {

    private final ByteBuffer in;

    ModelReader(ByteBuffer in) {
        this.in = in;
    }

    int whole() {
        require(1, Integer.BYTES);
        return in.getInt();
    }

    double real() {
        require(1, Double.BYTES);
        return in.getDouble();
    }

    int[] wholes() {
        int[] values = new int[length(Integer.BYTES)];
        in.asIntBuffer().get(values);
        in.position(in.position() + values.length * Integer.BYTES);
        return values;
    }

    double[] reals() {
        double[] values = new double[length(Double.BYTES)];
        in.asDoubleBuffer().get(values);
        in.position(in.position() + values.length * Double.BYTES);
        return values;
    }

    String text() {
        byte[] bytes = new byte[length(1)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** How many come next, each of so many bytes at least. */
    int length(int bytesOfEach) {
        int length = whole();
        require(length, bytesOfEach);
        return length;
    }

    private void require(int count, int bytesOfEach) {
        if (count < 0 || count > in.remaining() / bytesOfEach) {
            throw new IllegalArgumentException("The model ends early: " + count + " values of " + bytesOfEach
                    + " bytes at byte " + in.position() + ", where " + in.remaining()
                    + " bytes are left. Maybe it was cut off?");
        }
    }
}
