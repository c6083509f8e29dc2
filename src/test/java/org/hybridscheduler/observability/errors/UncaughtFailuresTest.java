package org.hybridscheduler.observability.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UncaughtFailuresTest {

    private final UncaughtExceptionHandler original = Thread.getDefaultUncaughtExceptionHandler();
    private final List<Throwable> toldBefore = new ArrayList<>();
    private final UncaughtExceptionHandler former = (thread, failure) -> toldBefore.add(failure);
    private final List<LogRecord> records = new ArrayList<>();
    private final Logger logger = Logger.getLogger(UncaughtFailures.class.getName());
    private final UncaughtFailures failures = new UncaughtFailures();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void begin() {
        Thread.setDefaultUncaughtExceptionHandler(former);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        failures.start();
    }

    @AfterEach
    void end() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
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
