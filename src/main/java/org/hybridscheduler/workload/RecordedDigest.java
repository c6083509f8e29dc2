package org.hybridscheduler.workload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Digest of recorded rows: of their values, so that the same rows have the same digest however they were written. */
final class RecordedDigest {

    private static final long KNOWN_PARENT_BYTES = -2;

    private final MessageDigest digest = Sha256.start();
    private final ByteBuffer word = ByteBuffer.allocate(Long.BYTES);

    private RecordedDigest() {
    }

    static String of(List<String> featureNames, List<RecordedTask> tasks) {
        RecordedDigest digest = new RecordedDigest();
        digest.add(featureNames.size());
        featureNames.forEach(digest::add);
        tasks.forEach(digest::add);
        return Sha256.finish(digest.digest);
    }

    private void add(RecordedTask task) {
        add(task.cpuSeconds());
        add(task.gpuSeconds());
        add(task.arrivalSeconds());
        add(task.group());
        add(task.transferBytes());
        add(task.memoryMb());
        add(task.noiseCv());
        for (double feature : task.features()) {
            add(feature);
        }
        add(task.parents().length);
        for (int parent : task.parents()) {
            add(parent);
        }
        // Nothing is added where nothing is known, so that digests from before this value was read stay what they were.
        if (task.parentBytes() != null) {
            add(KNOWN_PARENT_BYTES);
            for (double bytes : task.parentBytes()) {
                add(bytes);
            }
        }
    }

    private void add(String text) {
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        add(bytes == null ? -1L : bytes.length);
        if (bytes != null) {
            digest.update(bytes);
        }
    }

    private void add(double value) {
        add(Double.doubleToLongBits(value));
    }

    private void add(long value) {
        digest.update(word.putLong(0, value).array());
    }
}
