package org.hybridscheduler.scheduling.learning;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes the parts of a model, each array with its length in front; {@link ModelReader} reads them. */
final class ModelWriter {

    private final DataOutput out;

    ModelWriter(DataOutput out) {
        this.out = out;
    }

    void number(int value) throws IOException {
        out.writeInt(value);
    }

    void number(double value) throws IOException {
        out.writeDouble(value);
    }

    void numbers(int[] values) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    void numbers(double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    void text(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
