package org.hybridscheduler.observability.recordings;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.hybridscheduler.LogSafe;

/**
 * A recording that was begun, with what became of it.
 *
 * @param end completes, never exceptionally, when it is no longer under way
 */
record KeptRecording(String id, RecordingOrder order, Instant startedAt, Path file, Recorder.Session session,
        CompletableFuture<End> end) {

    private static final Logger LOG = System.getLogger(KeptRecording.class.getName());

    /**
     * How a recording ended.
     *
     * @param bytes   of its file, 0 where there is none
     * @param failure why there is no file, null where there is one
     */
    record End(Instant at, long bytes, String failure) {
    }

    boolean running() {
        return !end.isDone();
    }

    RecordingReport report() {
        End ended = end.getNow(null);
        if (ended == null) {
            return report("running", null, null, null);
        }
        return ended.failure() == null ? report("done", ended.at(), ended.bytes(), null)
                : report("failed", ended.at(), null, ended.failure());
    }

    private RecordingReport report(String state, Instant finishedAt, Long bytes, String failure) {
        return new RecordingReport(id, state, startedAt, finishedAt, order.duration().toSeconds(), order.settings(),
                bytes, failure);
    }

    /** Stops it, if it runs, and deletes its file; one that stays is logged, since the caller has more to do. */
    void discard() {
        session.close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Cannot delete " + file, LogSafe.of(e));
        }
    }
}
