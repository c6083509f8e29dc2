package org.hybridscheduler.observability.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.hybridscheduler.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingOrderTest {

    private static RecordingOrder read(String body) {
        return RecordingOrder.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void read_noBody_asksForHalfAMinuteWithTheDefaultSettings() {
        assertThat(read("")).isEqualTo(new RecordingOrder(Duration.ofSeconds(30), "default"));
    }

    @ParameterizedTest
    @CsvSource({"1, default", "300, profile"})
    void read_valuesAtTheirBorders_areTaken(long seconds, String settings) {
        assertThat(read("{\"duration_seconds\":" + seconds + ",\"settings\":\"" + settings + "\"}"))
                .isEqualTo(new RecordingOrder(Duration.ofSeconds(seconds), settings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "301", "1.5", "\"30\""})
    void read_badDuration_namesFieldAndRange(String duration) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("{\"duration_seconds\":" + duration + "}"))
                .satisfies(problem -> assertThat(problem.errors()).singleElement().satisfies(error -> {
                    assertThat(error.field()).isEqualTo("duration_seconds");
                    assertThat(error.allowed()).isEqualTo("a whole number, 1 to 300");
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"/etc/passwd\"", "\"\"", "7"})
    void read_unknownSettings_namesThoseThereAre(String settings) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read("{\"settings\":" + settings + "}"))
                .satisfies(problem -> assertThat(problem.errors()).singleElement().satisfies(error -> {
                    assertThat(error.field()).isEqualTo("settings");
                    assertThat(error.allowed()).isEqualTo("one of: default, profile");
                }));
    }

    @Test
    void read_unknownField_isRefused() {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read("{\"file\":\"/tmp/x\"}"))
                .withMessageContaining("file");
    }

    @ParameterizedTest
    @CsvSource({"PT0.999S, default", "PT301S, default", "PT1S, other"})
    void create_badValue_isRefused(Duration duration, String settings) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordingOrder(duration, settings));
    }
}
