package org.hybridscheduler.observability.recordings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * One recording of the Flight Recorder. It is written by the thread that the recorder stops it on; the recorder could
 * do so itself, but would tell nobody if that failed.
 *
 * <p>Recordings of a JVM share their data: an event that one of them has on is in all of them. So this one bears no
 * other beside it, since that one may have on what this one must not hold.
 */
final class FlightSession implements Recorder.Session, FlightRecorderListener {

    private final Recording recording;
    private final Path file;
    private final CompletableFuture<Void> written = new CompletableFuture<>();

    FlightSession(Recording recording, Path file) {
        this.recording = recording;
        this.file = file;
    }

    /** @throws RecordingException where another recording runs */
    void start() throws RecordingException {
        FlightRecorder.addListener(this);
        try {
            recording.start();
            for (Recording other : FlightRecorder.getFlightRecorder().getRecordings()) {
                if (disturbs(other)) {
                    throw disturbance(other);
                }
            }
        } catch (RecordingException | RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<Void> written() {
        return written;
    }

    @Override
    public void recordingStateChanged(Recording changed) {
        if (disturbs(changed)) {
            fail(disturbance(changed));
        } else if (changed.getId() == recording.getId() && changed.getState() == RecordingState.STOPPED) {
            write();
        }
    }

    private boolean disturbs(Recording other) {
        return other.getId() != recording.getId() && other.getState() == RecordingState.RUNNING;
    }

    private static RecordingException disturbance(Recording other) {
        return new RecordingException("Another flight recording of this JVM is running: '" + other.getName()
                + "'. Maybe have its data by jcmd and JFR.dump, or stop it?", null);
    }

    /** With the lock, so that the file is not written any more once this is closed. */
    private synchronized void write() {
        if (written.isDone()) {
            return;
        }
        try {
            recording.dump(file);
            release();
            written.complete(null);
        } catch (IOException | RuntimeException e) {
            fail(new RecordingException("The recording could not be written. Maybe the disk is full?", e));
        }
    }

    private synchronized void fail(RecordingException why) {
        release();
        written.completeExceptionally(why);
    }

    @Override
    public synchronized void close() {
        release();
        written.cancel(false);
    }

    /** As often as it likes: a recording may be closed twice. */
    private void release() {
        FlightRecorder.removeListener(this);
        recording.close();
    }
}
