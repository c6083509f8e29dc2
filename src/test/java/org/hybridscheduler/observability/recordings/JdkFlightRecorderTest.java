package org.hybridscheduler.observability.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.hybridscheduler.observability.recordings.Recorder.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkFlightRecorderTest {

    private static final long MAX_BYTES = 50 << 20;
    private static final RecordingOrder SHORT = new RecordingOrder(Duration.ofSeconds(1), "default");
    private static final RecordingOrder LONG = new RecordingOrder(Duration.ofSeconds(300), "default");
    private static final String SECRET = "s3cr3t-in-a-message";

    @TempDir
    private Path directory;

    private final Recorder recorder = new JdkFlightRecorder();
    private Path file;

    @BeforeEach
    void createFile() throws IOException {
        file = Files.createFile(directory.resolve("recording.jfr"));
    }

    @Test
    void available_thisJvm_is() {
        assertThat(recorder.available()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "profile"})
    void begin_toItsEnd_writesEventsAndNoneThatMayTellASecret(String settings) throws Exception {
        Session session = recorder.begin(new RecordingOrder(Duration.ofSeconds(1), settings), MAX_BYTES, file);
        throwSecret();
        session.written().get(30, TimeUnit.SECONDS);

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).extracting(event -> event.getEventType().getName())
                .contains("jdk.CPULoad", "jdk.OSInformation").doesNotContainAnyElementsOf(SecretEvents.TYPES);
        assertThat(events).noneMatch(event -> event.toString().contains(SECRET));
    }

    /** What the test above would see if nothing were done. */
    @Test
    void recordingOfTheJdk_leftAsItIs_tellsSecrets() throws Exception {
        try (Recording plain = new Recording(Configuration.getConfiguration("default"))) {
            plain.start();
            throwSecret();
            plain.stop();
            plain.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).extracting(event -> event.getEventType().getName()).contains(
                "jdk.InitialEnvironmentVariable", "jdk.InitialSystemProperty", "jdk.JVMInformation", "jdk.StringFlag");
        assertThat(events).anyMatch(event -> event.toString().contains(SECRET));
    }

    private static void throwSecret() {
        try {
            throw new AssertionError(SECRET);
        } catch (AssertionError e) {
            assertThat(e).hasMessage(SECRET);
        }
    }

    @Test
    void close_running_stopsItAndWritesNothing() throws Exception {
        Session session = recorder.begin(LONG, MAX_BYTES, file);
        assertThat(running()).isEqualTo(1);

        session.close();

        assertThat(session.written()).isCancelled();
        assertThat(running()).isZero();
        assertThat(file).isEmptyFile();
    }

    @Test
    void begin_whileAnotherRecordingRuns_isRefusedAndLeavesThatOneAlone() throws Exception {
        try (Recording other = new Recording()) {
            other.setName("operators");
            other.start();

            assertThatExceptionOfType(RecordingException.class).isThrownBy(() -> recorder.begin(LONG, MAX_BYTES, file))
                    .withMessageContaining("operators");
            assertThat(other.getState()).isEqualTo(RecordingState.RUNNING);
            assertThat(running()).isEqualTo(1);
        }
    }

    /** Events are on for all recordings of a JVM or for none: this one would hold those that the other has on. */
    @Test
    void begin_andAnotherRecordingBegins_failsAndHasNoFile() throws IOException, ParseException, RecordingException {
        Session session = recorder.begin(LONG, MAX_BYTES, file);
        try (Recording other = new Recording(Configuration.getConfiguration("default"))) {
            other.setName("operators");
            other.start();

            assertThat(session.written()).isCompletedExceptionally();
            assertThat(session.written()).failsWithin(Duration.ZERO).withThrowableThat()
                    .withCauseInstanceOf(RecordingException.class).withMessageContaining("operators");
            assertThat(other.getState()).isEqualTo(RecordingState.RUNNING);
            assertThat(running()).isEqualTo(1);
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void begin_fileThatCannotBeWritten_failsAndStops() throws Exception {
        Session session = recorder.begin(SHORT, MAX_BYTES, directory);

        assertThat(session.written()).failsWithin(Duration.ofSeconds(30)).withThrowableThat()
                .withCauseInstanceOf(RecordingException.class);
        assertThat(running()).isZero();
    }

    /** A listener that stayed would keep the application's class loader for as long as the JVM lives. */
    @Test
    void end_leavesNoListener() throws Exception {
        Session session = recorder.begin(LONG, MAX_BYTES, file);
        FlightRecorderListener listener = (FlightRecorderListener) session;
        assertThat(FlightRecorder.removeListener(listener)).as("it listens while it runs").isTrue();
        FlightRecorder.addListener(listener);

        session.close();

        assertThat(FlightRecorder.removeListener(listener)).isFalse();
    }

    private static long running() {
        return FlightRecorder.getFlightRecorder().getRecordings().stream()
                .filter(recording -> recording.getState() == RecordingState.RUNNING).count();
    }
}
