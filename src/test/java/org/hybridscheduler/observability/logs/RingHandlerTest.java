package org.hybridscheduler.observability.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.hybridscheduler.CorrelationId;
import org.hybridscheduler.LogSafe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingHandlerTest {

    private final List<Level> counted = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<Exception> complaints = new ArrayList<>();
    private final LogRing ring = new LogRing(10);
    private RingHandler handler = new RingHandler(ring, counted::add,
            List.of((failure, logged) -> failures.add(failure)));
    private final Logger logger = Logger.getAnonymousLogger();

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.setLevel(java.util.logging.Level.ALL);
        use(handler);
    }

    private void use(RingHandler other) {
        logger.removeHandler(handler);
        handler = other;
        handler.setErrorManager(new ErrorManager() {
            @Override
            public void error(String message, Exception failure, int code) {
                complaints.add(failure);
            }
        });
        logger.addHandler(handler);
    }

    private LogEntry only() {
        List<LogEntry> entries = ring.latest(10, entry -> true);
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    @Test
    void publish_recordWithParameters_isKeptFormattedWithItsRequest() {
        try (CorrelationId.Binding request = CorrelationId.bind("corr-1")) {
            logger.log(java.util.logging.Level.WARNING, "{0} of {1}", new Object[] {3, "five"});
        }
        LogEntry entry = only();
        assertThat(entry.message()).isEqualTo("3 of five");
        assertThat(entry.level()).isEqualTo(Level.WARNING);
        assertThat(entry.thread()).isEqualTo(Thread.currentThread().getName());
        assertThat(entry.correlationId()).isEqualTo("corr-1");
        assertThat(entry.traceId()).as("outside of a trace").isNull();
        assertThat(entry.exception()).isNull();
        assertThat(counted).containsExactly(Level.WARNING);
    }

    @ParameterizedTest
    @CsvSource({"SEVERE,ERROR", "WARNING,WARNING", "INFO,INFO", "CONFIG,DEBUG", "FINE,DEBUG", "FINER,TRACE",
        "FINEST,TRACE"})
    void publish_anyLevel_isKeptUnderItsPlatformName(String level, Level name) {
        logger.log(java.util.logging.Level.parse(level), "x");
        assertThat(only().level()).isEqualTo(name);
        assertThat(counted).containsExactly(name);
    }

    @Test
    void publish_secretsInMessageAndException_areNotKept() {
        logger.log(java.util.logging.Level.SEVERE, "redis://u:pw1@host is away",
                new IllegalStateException("password=pw2", new RuntimeException("jdbc:x:y://a:pw3@db")));
        assertThat(only().toString()).doesNotContain("pw1").doesNotContain("pw2").doesNotContain("pw3")
                .contains("redis://***@host", "password=***",
                        "Caused by: java.lang.RuntimeException: jdbc:x:y://***@db");
    }

    @Test
    void publish_endlessText_isKeptInPart() {
        Exception deep = new Exception("deep");
        StackTraceElement[] frames = new StackTraceElement[500];
        Arrays.fill(frames, new StackTraceElement("C", "m".repeat(1000), "C.java", 1));
        deep.setStackTrace(frames);
        logger.log(java.util.logging.Level.SEVERE, "x".repeat(1_000_000), deep);
        LogEntry entry = only();
        assertThat(entry.message()).hasSize(LogEntry.MAX_TEXT).endsWith("...");
        assertThat(entry.exception().stack()).hasSize(LogEntry.MAX_STACK_LINES).allMatch(line -> line.length() <= 300);
    }

    @Test
    void publish_failureAtErrorLevel_isToldAsItWas() {
        Exception failure = new Exception("a\nb");
        logger.log(java.util.logging.Level.WARNING, "expected", new Exception());
        logger.log(java.util.logging.Level.SEVERE, "unexpected", LogSafe.of(failure));
        logger.log(java.util.logging.Level.SEVERE, "without an exception");
        assertThat(failures).containsExactly(failure);
        assertThat(ring.latest(1, entry -> entry.exception() != null).get(0).exception().type())
                .isEqualTo("java.lang.Exception");
    }

    @Test
    void publish_parameterThatLogs_doesNotRecur() {
        Object talkative = new Object() {
            @Override
            public String toString() {
                logger.info("in between");
                return "talkative";
            }
        };
        logger.log(java.util.logging.Level.INFO, "{0}", talkative);
        assertThat(only().message()).isEqualTo("talkative");
        logger.info("the next");
        assertThat(ring.latest(10, entry -> true)).hasSize(2);
    }

    @Test
    void publish_listenerOrCounterFails_whoLogsDoesNotNotice() {
        use(new RingHandler(ring, counted::add, List.of((failure, logged) -> {
            throw new IllegalStateException("listener");
        })));
        logger.log(java.util.logging.Level.SEVERE, "x", new Exception());
        logger.info("y");
        assertThat(ring.latest(10, entry -> true)).extracting(LogEntry::message).containsExactly("x", "y");
        assertThat(complaints).hasSize(1).first().satisfies(e -> assertThat(e).hasRootCauseMessage("listener"));
    }

    @Test
    void publish_recordWithoutNameAndMessage_isKept() {
        handler.publish(new LogRecord(java.util.logging.Level.INFO, null));
        assertThat(only().message()).isEmpty();
        assertThat(only().logger()).isEmpty();
    }

    @Test
    void contains_textInAnyPart_ignoresCapitals() {
        logger.log(java.util.logging.Level.SEVERE, "Message", new IllegalStateException("Reason"));
        for (String text : List.of("mESSAGE", "reason", "illegalstate", "RingHandlerTest")) {
            assertThat(only().contains(text)).as(text).isTrue();
        }
        assertThat(only().contains("m.ssage")).as("no pattern").isFalse();
    }
}
