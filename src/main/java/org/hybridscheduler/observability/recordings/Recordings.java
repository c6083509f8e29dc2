package org.hybridscheduler.observability.recordings;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.observability.recordings.KeptRecording.End;
import org.hybridscheduler.problem.ProblemException;

/**
 * The recording under way and the latest ones that ended. Their files are in a temporary directory that only the owner
 * of the process can read, and are gone with the application.
 */
@ApplicationScoped
public class Recordings {

    private static final Logger LOG = System.getLogger(Recordings.class.getName());
    /** The recorder drops data by the chunk, of 12 MB: a limit near it could not be kept. */
    private static final long LEAST_MAX_BYTES = 16L << 20;
    private static final long MOST_MAX_BYTES = 1L << 30;
    private static final int MOST_KEPT = 100;

    private final Recorder recorder;
    private final long maxBytes;
    private final int keep;
    private final Clock clock;
    /** The newest first; it alone may be running. */
    private final Deque<KeptRecording> recordings = new ArrayDeque<>();
    private Path directory;

    protected Recordings() {
        this(LEAST_MAX_BYTES, 1, null);
    }

    @Inject
    Recordings(@ConfigProperty(name = "recordings.max_bytes") long maxBytes,
            @ConfigProperty(name = "recordings.keep") int keep, Clock clock) {
        this(new JdkFlightRecorder(), maxBytes, keep, clock);
    }

    /** @throws IllegalArgumentException naming the setting that is out of range */
    Recordings(Recorder recorder, long maxBytes, int keep, Clock clock) {
        this.recorder = recorder;
        this.maxBytes = within("recordings.max_bytes", maxBytes, LEAST_MAX_BYTES, MOST_MAX_BYTES);
        this.keep = (int) within("recordings.keep", keep, 1, MOST_KEPT);
        this.clock = clock;
    }

    private static long within(String setting, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(setting + " is " + value + ", expected " + min + " to " + max);
        }
        return value;
    }

    /**
     * Begins a recording; the oldest one goes where there are too many.
     *
     * @throws ProblemException 409 while one runs, 501 on a JVM without a recorder
     * @throws IOException where there can be no file
     */
    synchronized RecordingReport start(RecordingOrder order) throws IOException {
        if (!recorder.available()) {
            throw new ProblemException(501, "This JVM has no Flight Recorder.");
        }
        KeptRecording latest = recordings.peekFirst();
        if (latest != null && latest.running()) {
            throw ProblemException.conflict("Recording " + latest.id() + " is running, and one runs at a time.");
        }
        recordings.addFirst(begin(order));
        while (recordings.size() > keep) {
            recordings.removeLast().discard();
        }
        return recordings.getFirst().report();
    }

    private KeptRecording begin(RecordingOrder order) throws IOException {
        String id = UUID.randomUUID().toString();
        if (directory == null) {
            directory = Files.createTempDirectory("hybrid-scheduler-recordings-");
        }
        Path file = Files.createTempFile(directory, "", ".jfr");
        try {
            Recorder.Session session = recorder.begin(order, maxBytes, file);
            return new KeptRecording(id, order, clock.instant(), file, session,
                    session.written().handle((nothing, failure) -> ended(id, file, failure)));
        } catch (RecordingException e) {
            Files.delete(file);
            throw new ProblemException(409, e.getMessage(), List.of(), e);
        } catch (RuntimeException e) {
            Files.delete(file);
            throw e;
        }
    }

    /** Runs on the recorder's thread, without the lock: the recorder may hold one that a caller of ours waits for. */
    private End ended(String id, Path file, Throwable failure) {
        long bytes = file.toFile().length();
        String fault = fault(bytes, failure);
        if (fault == null) {
            return new End(clock.instant(), bytes, null);
        }
        LOG.log(failure instanceof CancellationException ? Level.DEBUG : Level.WARNING,
                LogSafe.of("No recording " + id + ": " + fault), LogSafe.of(failure));
        file.toFile().delete();
        return new End(clock.instant(), 0, fault);
    }

    private String fault(long bytes, Throwable failure) {
        if (failure instanceof CancellationException) {
            return "It was removed while it was running.";
        }
        if (failure != null) {
            return failure.getMessage();
        }
        return bytes <= maxBytes ? null
                : "It had " + bytes + " bytes, more than recordings.max_bytes (" + maxBytes + ") allows.";
    }

    /** All that there are, the newest first. */
    synchronized List<RecordingReport> all() {
        return recordings.stream().map(KeptRecording::report).toList();
    }

    synchronized Optional<KeptRecording> find(String id) {
        return recordings.stream().filter(recording -> recording.id().equals(id)).findFirst();
    }

    /** Stops the recording, if it runs, and deletes it; false where there is none of that id. */
    synchronized boolean remove(String id) {
        Optional<KeptRecording> found = find(id);
        found.ifPresent(recording -> {
            recordings.remove(recording);
            recording.discard();
        });
        return found.isPresent();
    }

    @PreDestroy
    synchronized void close() throws IOException {
        while (!recordings.isEmpty()) {
            recordings.removeFirst().discard();
        }
        if (directory != null) {
            Files.deleteIfExists(directory);
        }
    }
}
