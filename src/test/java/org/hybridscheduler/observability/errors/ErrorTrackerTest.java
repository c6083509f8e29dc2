package org.hybridscheduler.observability.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.hybridscheduler.observability.logs.LogEntry;
import org.hybridscheduler.observability.metrics.Meters;
import org.hybridscheduler.observability.metrics.Metric;
import org.hybridscheduler.observability.tracing.TraceIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTrackerTest {

    private static final Instant FIRST = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(60);

    private TraceIds sampled;
    private final Map<String, Long> counted = new HashMap<>();
    private final ErrorTracker tracker = new ErrorTracker(new Meters() {
        @Override
        public Count counter(Metric metric, String... labelValues) {
            assertThat(metric).isEqualTo(Metric.ERRORS);
            return more -> counted.merge(labelValues[0], more, Long::sum);
        }

        @Override
        public Distribution histogram(Metric metric, String... labelValues) {
            throw new AssertionError();
        }

        @Override
        public void gauge(Metric metric, DoubleSupplier value, String... labelValues) {
            throw new AssertionError();
        }
    }, () -> Optional.ofNullable(sampled));

    private static LogEntry logged(Instant time, String logger, String request) {
        return new LogEntry(time, Level.ERROR, logger, "thread", "it failed", request, "unsampled", "span",
                null);
    }

    private void failed(Throwable failure, Instant time, String request) {
        tracker.failed(failure, logged(time, "org.hybridscheduler.problem.UnexpectedMapper", request));
    }

    /** A failure whose stack has these frames, innermost first, each {@code class.method:line}. */
    private static <T extends Throwable> T at(T failure, String... frames) {
        failure.setStackTrace(Arrays.stream(frames).map(frame -> {
            int method = frame.lastIndexOf('.');
            int line = frame.indexOf(':');
            return new StackTraceElement(frame.substring(0, method), frame.substring(method + 1, line), null,
                    Integer.parseInt(frame.substring(line + 1)));
        }).toArray(StackTraceElement[]::new));
        return failure;
    }

    @Test
    void failed_sameTypeAndOrigin_isOneGroupWithTheLatestSampleAndATraceToLookUp() {
        String[] frames = {"java.util.Objects.requireNonNull:1", "org.hybridscheduler.A$Proxy$_$$_Weld.run:9",
            "org.hybridscheduler.A.run:7", "org.hybridscheduler.B.call:3"};
        failed(at(new NullPointerException("one"), frames), FIRST, "c1");
        sampled = new TraceIds("trace", "span");
        failed(at(new NullPointerException("sampled"), frames), FIRST, "c1");
        sampled = null;
        failed(at(new NullPointerException("two password=pw"), frames), LATER, "c2");

        assertThat(tracker.groups()).containsExactly(new ErrorGroup("java.lang.NullPointerException",
                "org.hybridscheduler.A.run:7", 3, FIRST, LATER, "two password=***", "trace", "c2"));
        assertThat(counted).containsExactly(Map.entry("java.lang.NullPointerException", 3L));
    }

    @Test
    void failed_otherOriginOrType_isAnotherGroup() {
        failed(at(new IllegalStateException(), "org.hybridscheduler.A.run:7"), FIRST, "c");
        failed(at(new IllegalStateException(), "org.hybridscheduler.A.run:8"), FIRST, "c");
        failed(at(new ArithmeticException(), "org.hybridscheduler.A.run:7"), LATER, "c");

        assertThat(tracker.groups()).hasSize(3).allMatch(group -> group.count() == 1);
        assertThat(tracker.groups().get(0).type()).as("seen last").isEqualTo("java.lang.ArithmeticException");
    }

    @Test
    void failed_loggedAtSeveralLayers_isOne() {
        Exception root = at(new IllegalStateException("root"), "org.hybridscheduler.A.run:7");
        failed(root, FIRST, "c");
        failed(root, FIRST, "c");
        failed(at(new RuntimeException("wrapped", root), "com.example.Container.call:1"), FIRST, "c");
        Exception inner = at(new IllegalStateException("inner"), "org.hybridscheduler.A.run:7");
        failed(at(new RuntimeException("wrapped", inner), "com.example.Container.call:1"), LATER, "c");
        failed(inner, LATER, "c");

        assertThat(tracker.groups()).hasSize(1).first().extracting(ErrorGroup::count).isEqualTo(2L);
        assertThat(counted).containsExactly(Map.entry("java.lang.IllegalStateException", 2L));
    }

    @Test
    void failed_objectThatTheJvmThrowsAgainAndAgain_isCountedEachTime() {
        NullPointerException shared = at(new NullPointerException());
        failed(shared, FIRST, "c");
        failed(shared, LATER, "c");

        assertThat(tracker.groups()).hasSize(1).first().satisfies(group -> {
            assertThat(group.count()).isEqualTo(2);
            assertThat(group.origin()).isEqualTo("unknown");
        });
    }

    @Test
    void failed_noFrameOfOurs_originIsTheRootsFirst() {
        failed(at(new RuntimeException(at(new IllegalStateException(), "com.example.Driver.read:5")),
                "com.example.Pool.get:1"), FIRST, "c");
        assertThat(tracker.groups()).extracting(ErrorGroup::origin).containsExactly("com.example.Driver.read:5");
    }

    @Test
    void failed_framesOfOursInWrapperAndRoot_originIsTheRoots() {
        failed(at(new RuntimeException(at(new IllegalStateException(), "org.hybridscheduler.A.run:7")),
                "org.hybridscheduler.Store.write:1"), FIRST, "c");
        assertThat(tracker.groups()).extracting(ErrorGroup::origin).containsExactly("org.hybridscheduler.A.run:7");
    }

    @Test
    void failed_causedByThirdPartyBelowOurs_originIsOurs() {
        failed(at(new RuntimeException(at(new IllegalStateException(), "com.example.Driver.read:5")),
                "org.hybridscheduler.Store.write:1"), FIRST, "c");
        assertThat(tracker.groups()).extracting(ErrorGroup::origin)
                .containsExactly("org.hybridscheduler.Store.write:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.redisson.client.RedisClient", "org.hybridschedulerx.A", ""})
    void failed_reportedByALibrary_isNoErrorOfTheApplication(String logger) {
        tracker.failed(new IllegalStateException(), logged(FIRST, logger, "c"));
        assertThat(tracker.groups()).isEmpty();
        assertThat(counted).isEmpty();
    }

    @Test
    void failed_beyondTheMostGroups_shareOne() {
        for (int line = 1; line <= ErrorTracker.MAX_GROUPS + 20; line++) {
            failed(at(new IllegalStateException(), "org.hybridscheduler.A.run:" + line), FIRST, "c");
        }
        List<ErrorGroup> groups = tracker.groups();
        assertThat(groups).hasSize(ErrorTracker.MAX_GROUPS + 1);
        assertThat(groups).filteredOn(group -> group.type().equals("other")).hasSize(1).first()
                .extracting(ErrorGroup::count).isEqualTo(20L);
        assertThat(counted)
                .containsExactly(Map.entry("java.lang.IllegalStateException", ErrorTracker.MAX_GROUPS + 20L));
    }

    @Test
    void reported_beyondTheCapacity_forgetsTheOldest() {
        ReportedErrors reported = new ReportedErrors(2);
        Exception first = new Exception();
        assertThat(reported.add(Cause.of(first))).isTrue();
        assertThat(reported.add(Cause.of(new Exception()))).isTrue();
        assertThat(reported.add(Cause.of(first))).isFalse();
        reported.add(Cause.of(new Exception()));
        reported.add(Cause.of(new Exception()));
        assertThat(reported.add(Cause.of(first))).isTrue();
    }
}
