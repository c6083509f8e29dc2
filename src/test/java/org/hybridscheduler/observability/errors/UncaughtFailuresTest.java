package org.hybridscheduler.observability.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogRecord;
import org.hybridscheduler.RecordedLogs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UncaughtFailuresTest {

    private final UncaughtExceptionHandler original = Thread.getDefaultUncaughtExceptionHandler();
    private final List<Throwable> toldBefore = new ArrayList<>();
    private final UncaughtExceptionHandler former = (thread, failure) -> toldBefore.add(failure);
    private final RecordedLogs logs = new RecordedLogs(UncaughtFailures.class);
    private final List<LogRecord> records = logs.records();
    private final UncaughtFailures failures = new UncaughtFailures();

    @BeforeEach
    void begin() {
        Thread.setDefaultUncaughtExceptionHandler(former);
        failures.start();
    }

    @AfterEach
    void end() {
        logs.close();
        Thread.setDefaultUncaughtExceptionHandler(original);
    }

    @Test
    void threadThatFails_isLoggedAndToldToTheFormerHandler() throws InterruptedException {
        RuntimeException failure = new RuntimeException("the end");
        Thread thread = new Thread(() -> {
            throw failure;
        }, "doomed");
        thread.start();
        thread.join();

        assertThat(records).hasSize(1);
        assertThat(records.get(0).getMessage()).isEqualTo("Thread doomed ended with a failure");
        assertThat(records.get(0).getThrown()).isSameAs(failure);
        assertThat(records.get(0).getLevel()).isEqualTo(java.util.logging.Level.SEVERE);
        assertThat(toldBefore).containsExactly(failure);
    }

    @Test
    void stop_ownHandlerInPlace_putsTheFormerBack() {
        failures.stop();
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(former);
    }

    @Test
    void stop_anotherHandlerInPlace_leavesIt() {
        UncaughtExceptionHandler another = (thread, failure) -> { };
        Thread.setDefaultUncaughtExceptionHandler(another);
        failures.stop();
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(another);
    }
}
