package org.hybridscheduler.observability.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hybridscheduler.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingsTest {

    private static final long MAX_BYTES = 16 << 20;
    private static final Instant BEGIN = Instant.parse("2026-11-23T11:22:33Z");
    private static final RecordingOrder ORDER = new RecordingOrder(Duration.ofSeconds(30), "profile");

    private final FakeRecorder recorder = new FakeRecorder();
    private final SettableClock clock = new SettableClock();
    private final Recordings recordings = new Recordings(recorder, MAX_BYTES, 2, clock);

    @AfterEach
    void close() throws IOException {
        recordings.close();
    }

    @Test
    void start_firstOne_runsWithTheOrderAndTheLimit() throws IOException {
        RecordingReport begun = recordings.start(ORDER);

        assertThat(begun).usingRecursiveComparison().ignoringFields("id").isEqualTo(
                new RecordingReport(null, "running", BEGIN, null, 30, "profile", null, null));
        assertThat(begun.id()).isNotBlank();
        assertThat(recorder.order).isEqualTo(ORDER);
        assertThat(recorder.maxBytes).isEqualTo(MAX_BYTES);
        assertThat(recordings.all()).containsExactly(begun);
    }

    @Test
    void start_whileOneRuns_isAConflict() throws IOException {
        String running = recordings.start(ORDER).id();

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> recordings.start(ORDER))
                .withMessageContaining(running).extracting(ProblemException::status).isEqualTo(409);
        assertThat(recordings.all()).hasSize(1);
    }

    @Test
    void start_jvmWithoutRecorder_isNotImplemented() {
        recorder.available = false;

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> recordings.start(ORDER))
                .extracting(ProblemException::status).isEqualTo(501);
        assertThat(recorder.file).isNull();
    }

    @Test
    void start_somethingElseRecords_isAConflictThatLeavesNothing() throws IOException {
        recorder.refusal = new RecordingException("Another one is running", null);

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> recordings.start(ORDER))
                .withMessage("Another one is running").extracting(ProblemException::status).isEqualTo(409);
        assertThat(recordings.all()).isEmpty();
        assertThat(recorder.file).doesNotExist();

        recorder.refusal = null;
        assertThat(recordings.start(ORDER).state()).isEqualTo("running");
    }

    @Test
    void files_areTheOwnersAlone() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        recordings.start(ORDER);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recorder.file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recorder.file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void report_writtenRecording_isDoneWithSizeAndTime() throws IOException {
        String id = recordings.start(ORDER).id();
        clock.now = BEGIN.plusSeconds(30);
        recorder.write(1234);

        assertThat(recordings.find(id).orElseThrow().report()).isEqualTo(
                new RecordingReport(id, "done", BEGIN, BEGIN.plusSeconds(30), 30, "profile", 1234L, null));
        clock.now = BEGIN.plusSeconds(60);
        assertThat(recordings.start(ORDER).state()).isEqualTo("running");
    }

    @Test
    void report_recordingOfTheMostBytes_isDone() throws IOException {
        String id = recordings.start(ORDER).id();
        recorder.write(MAX_BYTES);

        assertThat(recordings.find(id).orElseThrow().report().sizeBytes()).isEqualTo(MAX_BYTES);
    }

    @Test
    void report_recordingOfMoreBytes_failedAndHasNoFile() throws IOException {
        String id = recordings.start(ORDER).id();
        recorder.write(MAX_BYTES + 1);

        RecordingReport report = recordings.find(id).orElseThrow().report();
        assertThat(report.state()).isEqualTo("failed");
        assertThat(report.failure()).contains(Long.toString(MAX_BYTES + 1), "recordings.max_bytes");
        assertThat(report.sizeBytes()).isNull();
        assertThat(recorder.file).doesNotExist();
    }

    @Test
    void report_recordingThatCouldNotBeWritten_failedAndHasNoFile() throws IOException {
        String id = recordings.start(ORDER).id();
        clock.now = BEGIN.plusSeconds(3);
        recorder.written.completeExceptionally(new RecordingException("Disk full", new IOException("/tmp/x")));

        assertThat(recordings.find(id).orElseThrow().report()).isEqualTo(
                new RecordingReport(id, "failed", BEGIN, BEGIN.plusSeconds(3), 30, "profile", null, "Disk full"));
        assertThat(recorder.file).doesNotExist();
        assertThat(recordings.start(ORDER).state()).isEqualTo("running");
    }

    @Test
    void start_moreThanAreKept_dropsTheOldestWithItsFile() throws IOException {
        String first = recordings.start(ORDER).id();
        Path oldest = recorder.file;
        recorder.write(1);
        String second = recordings.start(ORDER).id();
        recorder.write(2);
        assertThat(oldest).exists();
        String third = recordings.start(ORDER).id();

        assertThat(recordings.all()).extracting(RecordingReport::id).containsExactly(third, second);
        assertThat(recordings.find(first)).isEmpty();
        assertThat(oldest).doesNotExist();
    }

    /** A directory with something in it stands for a file that cannot be deleted. */
    @Test
    void start_oldestFileCannotBeDeleted_theNewOneRunsAllTheSame() throws IOException {
        recordings.start(ORDER);
        Path oldest = recorder.file;
        recorder.write(1);
        recordings.start(ORDER);
        recorder.write(2);
        Files.delete(oldest);
        Path inside = Files.createFile(Files.createDirectory(oldest).resolve("inside"));

        assertThat(recordings.start(ORDER).state()).isEqualTo("running");

        assertThat(recordings.all()).hasSize(2);
        Files.delete(inside);
        Files.delete(oldest);
    }

    @Test
    void remove_running_givesItUpAndLetsAnotherBegin() throws IOException {
        String id = recordings.start(ORDER).id();
        Path file = recorder.file;

        assertThat(recordings.remove(id)).isTrue();
        assertThat(recorder.written).isCancelled();
        assertThat(file).doesNotExist();
        assertThat(recordings.find(id)).isEmpty();
        assertThat(recordings.start(ORDER).state()).isEqualTo("running");
    }

    @Test
    void remove_done_deletesItsFile() throws IOException {
        String id = recordings.start(ORDER).id();
        recorder.write(1);

        assertThat(recorder.file).exists();
        assertThat(recordings.remove(id)).isTrue();
        assertThat(recorder.file).doesNotExist();
        assertThat(recordings.remove(id)).as("it is gone").isFalse();
    }

    @Test
    void close_withFilesAndARunningOne_leavesNothing() throws IOException {
        recordings.start(ORDER);
        recorder.write(1);
        recordings.start(ORDER);
        Path directory = recorder.file.getParent();
        assertThat(directory).isDirectory();

        recordings.close();

        assertThat(recorder.written).isCancelled();
        assertThat(directory).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"16777215, 5, recordings.max_bytes", "1073741825, 5, recordings.max_bytes",
            "16777216, 0, recordings.keep", "16777216, 101, recordings.keep"})
    void create_settingOutOfRange_namesIt(long maxBytes, int keep, String setting) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Recordings(recorder, maxBytes, keep, clock))
                .withMessageContaining(setting);
    }

    @Test
    void create_settingsAtTheirBorders_areTaken() {
        for (Object[] border : List.of(new Object[] {1L << 24, 1}, new Object[] {1L << 30, 100})) {
            assertThat(new Recordings(recorder, (long) border[0], (int) border[1], clock).all()).isEmpty();
        }
    }

    private static final class FakeRecorder implements Recorder {

        private boolean available = true;
        private RecordingException refusal;
        private RecordingOrder order;
        private long maxBytes;
        private Path file;
        private CompletableFuture<Void> written;

        @Override
        public boolean available() {
            return available;
        }

        @Override
        public Session begin(RecordingOrder order, long maxBytes, Path file) throws RecordingException {
            this.order = order;
            this.maxBytes = maxBytes;
            this.file = file;
            if (refusal != null) {
                throw refusal;
            }
            CompletableFuture<Void> end = new CompletableFuture<>();
            written = end;
            return new Session() {
                @Override
                public CompletableFuture<Void> written() {
                    return end;
                }

                @Override
                public void close() {
                    end.cancel(false);
                }
            };
        }

        private void write(long bytes) throws IOException {
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                open.setLength(bytes);
            }
            written.complete(null);
        }
    }

    private static final class SettableClock extends Clock {

        private Instant now = BEGIN;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
