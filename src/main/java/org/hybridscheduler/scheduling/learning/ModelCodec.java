package org.hybridscheduler.scheduling.learning;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * A model of run times as bytes, and back, to the last bit: a number that tells what it is, the format's version, the
 * model, and the CRC-32 of all before it. The version grows whenever a model's parts or their meaning change.
 */
public final class ModelCodec {

    /** "HSRF", of a runtime forest of this scheduler. */
    private static final int MAGIC = 0x48535246;
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 2 * Integer.BYTES;

    private ModelCodec() {
    }

    /**
     * The bytes of a model.
     *
     * @throws IllegalArgumentException where it is none that {@link RuntimeForestTrainer} trained
     */
    public static byte[] encode(RuntimeModel model) {
        if (!(model instanceof RuntimeForest forest)) {
            throw new IllegalArgumentException(model + " cannot be written, only a RuntimeForest");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            forest.writeTo(new ModelWriter(out));
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The model of these bytes.
     *
     * @throws IllegalArgumentException where they are no model, one of another format, or not whole
     */
    public static RuntimeModel decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES + Integer.BYTES) {
            throw new IllegalArgumentException("A model of " + bytes.length
                    + " bytes is too short. Maybe it was cut off?");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        requireFormat(in.getInt(), in.getInt());
        int end = bytes.length - Integer.BYTES;
        if (in.getInt(end) != checksum(bytes, end)) {
            throw new IllegalArgumentException("The checksum of a model of " + bytes.length
                    + " bytes is wrong. Maybe it was cut off, or altered?");
        }
        RuntimeForest forest = RuntimeForest.read(new ModelReader(in.limit(end)));
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(in.remaining() + " bytes are left after the model's end");
        }
        return forest;
    }

    private static void requireFormat(int magic, int version) {
        if (magic != MAGIC) {
            throw new IllegalArgumentException("These bytes are no model: they begin with 0x"
                    + Integer.toHexString(magic) + ", expected 0x" + Integer.toHexString(MAGIC));
        }
        if (version != VERSION) {
            throw new IllegalArgumentException("The model has format " + version + ", expected " + VERSION
                    + ". Maybe another version of the application wrote it?");
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
