package org.hybridscheduler.history.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class FailureLogTest {

    private final List<String> lines = new ArrayList<>();
    private final List<Throwable> causes = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final FailureLog log = new FailureLog(new Recorder(), new Ticking());

    private final class Ticking extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final class Recorder implements System.Logger {

        @Override
        public String getName() {
            return "recorder";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            lines.add(message);
            causes.add(thrown);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            lines.add(format);
        }
    }

    @Test
    void failed_sameCauseWithinAMinute_isLoggedOnceWithItsCause() {
        RuntimeException failure = new IllegalStateException("port 1234");
        log.failed("Cannot write", failure);
        now = now.plusSeconds(59);
        log.failed("Cannot write", new IllegalStateException("port 1235"));

        assertThat(lines).containsExactly("Cannot write (failures so far: 1)");
        assertThat(causes).containsExactly(failure);
    }

    @Test
    void failed_sameCauseAfterAMinute_isLoggedAgain() {
        log.failed("Cannot write", new IllegalStateException());
        now = now.plusSeconds(60);
        log.failed("Cannot write", new IllegalStateException());

        assertThat(lines).hasSize(2);
    }

    @Test
    void failed_otherRootCause_isLoggedAtOnce() {
        log.failed("Cannot write", new IllegalStateException(new IOException()));
        log.failed("Cannot write", new IllegalStateException(new InterruptedException()));

        assertThat(lines).hasSize(2);
    }

    @Test
    void worked_afterFailures_saysSoOnce() {
        log.worked("Written again");
        log.failed("Cannot write", new IllegalStateException());
        log.worked("Written again");
        log.worked("Written again");

        assertThat(lines).containsExactly("Cannot write (failures so far: 1)", "Written again after 1 failures");
    }
}
