package org.hybridscheduler.observability.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.hybridscheduler.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggerLevelsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String NAME = "org.hybridscheduler.levels";

    private record Timer(Duration delay, Runnable task, CompletableFuture<Void> future) {
    }

    private final List<Timer> timers = new ArrayList<>();
    private Instant now = NOW;
    private final LoggerLevels levels = new LoggerLevels(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }, (delay, task) -> {
        Timer timer = new Timer(delay, task, new CompletableFuture<>());
        timers.add(timer);
        return timer.future();
    });
    private final Logger logger = Logger.getLogger(NAME);
    private final Logger below = Logger.getLogger(NAME + ".below");
    private final Logger beside = Logger.getLogger(NAME + "beside");

    @AfterEach
    void reset() {
        levels.resetAll();
        List.of(logger, below, beside).forEach(each -> each.setLevel(null));
    }

    private LoggerState change(String name, Level level, int seconds) {
        return levels.change(name, level, Duration.ofSeconds(seconds)).orElseThrow();
    }

    @Test
    void change_untilItExpires_holdsForTheLoggerAndThoseBelow() {
        below.setLevel(java.util.logging.Level.INFO);
        beside.setLevel(java.util.logging.Level.INFO);

        LoggerState state = change(NAME, Level.DEBUG, 60);

        assertThat(state).isEqualTo(new LoggerState(NAME, "DEBUG", "DEBUG", NOW.plusSeconds(60)));
        assertThat(logger.isLoggable(java.util.logging.Level.FINE)).isTrue();
        assertThat(below.isLoggable(java.util.logging.Level.FINE)).as("with a level of its own").isTrue();
        assertThat(beside.isLoggable(java.util.logging.Level.FINE)).isFalse();
        assertThat(timers).hasSize(1).first().extracting(Timer::delay).isEqualTo(Duration.ofSeconds(60));

        timers.get(0).task().run();

        assertThat(logger.getLevel()).isNull();
        assertThat(below.getLevel()).isEqualTo(java.util.logging.Level.INFO);
        assertThat(levels.state(NAME)).contains(new LoggerState(NAME, null, "INFO", null));
    }

    @Test
    void change_again_replacesTheFirstAndEndsWithTheSecond() {
        logger.setLevel(java.util.logging.Level.WARNING);
        change(NAME, Level.DEBUG, 60);
        now = NOW.plusSeconds(30);
        change(NAME, Level.TRACE, 600);
        assertThat(timers.get(0).future()).isCancelled();

        timers.get(0).task().run(); // It was just about to.

        assertThat(logger.getLevel()).isEqualTo(java.util.logging.Level.FINER);
        timers.get(1).task().run();
        assertThat(logger.getLevel()).isEqualTo(java.util.logging.Level.WARNING);
    }

    @Test
    void change_overlapping_longestNameCountsAndEachEndsByItself() {
        below.setLevel(java.util.logging.Level.WARNING);
        change(NAME, Level.DEBUG, 60);
        change(NAME + ".below", Level.ERROR, 120);
        assertThat(below.getLevel()).isEqualTo(java.util.logging.Level.SEVERE);

        timers.get(0).task().run();
        assertThat(logger.getLevel()).isNull();
        assertThat(below.getLevel()).isEqualTo(java.util.logging.Level.SEVERE);

        timers.get(1).task().run();
        assertThat(below.getLevel()).isEqualTo(java.util.logging.Level.WARNING);
    }

    @Test
    void reset_atOnce_givesTheFormerLevelBack() {
        change(NAME, Level.DEBUG, 60);

        assertThat(levels.reset(NAME)).contains(new LoggerState(NAME, null, "INFO", null));

        assertThat(timers.get(0).future()).isCancelled();
        assertThat(logger.isLoggable(java.util.logging.Level.FINE)).isFalse();
        assertThat(levels.reset("no.such.logger")).isEmpty();
    }

    @Test
    void change_loggerThatNobodyHolds_isKeptWithItsLevel() {
        change("org.hybridscheduler.nobody", Level.DEBUG, 60);
        System.gc();
        assertThat(Logger.getLogger("org.hybridscheduler.nobody").getLevel()).isEqualTo(java.util.logging.Level.FINE);
    }

    @Test
    void change_beyondTheMost_isRefused() {
        IntStream.range(0, LoggerLevels.MAX_CHANGES).forEach(i -> change("levels.l" + i, Level.DEBUG, 60));
        assertThat(levels.change("levels.more", Level.DEBUG, Duration.ofSeconds(60))).isEmpty();
        assertThat(levels.change("levels.l0", Level.INFO, Duration.ofSeconds(60))).as("changed already").isPresent();
        levels.reset("levels.l0");
        assertThat(levels.change("levels.more", Level.DEBUG, Duration.ofSeconds(60))).isPresent();
    }

    @Test
    void change_namesOfNoLogger_areBoundedThoughEachChangeEnds() {
        IntStream.range(0, LoggerLevels.MAX_MADE).forEach(i -> {
            change("made.l" + i, Level.DEBUG, 60);
            levels.reset("made.l" + i);
        });
        assertThat(levels.change("made.more", Level.DEBUG, Duration.ofSeconds(60))).isEmpty();
        assertThat(java.util.logging.LogManager.getLogManager().getLogger("made.more")).isNull();
        assertThat(levels.change("made.l0", Level.DEBUG, Duration.ofSeconds(60))).as("made already").isPresent();
        assertThat(levels.change(NAME, Level.DEBUG, Duration.ofSeconds(60))).as("not made here").isPresent();
    }

    @Test
    void change_refused_namesTheLimit() {
        IntStream.range(0, LoggerLevels.MAX_CHANGES).forEach(i -> change("levels.l" + i, Level.DEBUG, 60));
        assertThatThrownBy(() -> put("levels.more")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("50 loggers").hasMessageContaining("200 made");
    }

    @Test
    void change_nameTooDeepOrLong_isRefused() {
        String part = "a".repeat(60);
        assertThat(put("a" + ".a".repeat(15)).level()).isEqualTo("DEBUG");
        assertThat(put(part + "." + part + "." + part + "." + "a".repeat(17)).level()).isEqualTo("DEBUG");
        for (String name : List.of("a" + ".a".repeat(16), part + "a", "a..b", ".a", "a.", "",
                part + "." + part + "." + part + "." + "a".repeat(18))) {
            assertThatThrownBy(() -> put(name)).as(name).isInstanceOf(ProblemException.class);
        }
    }

    private LoggerState put(String name) {
        LoggerResource resource = new LoggerResource();
        resource.levels = levels;
        return resource.change(name, new ByteArrayInputStream("{\"level\": \"DEBUG\"}".getBytes(UTF_8)));
    }

    @Test
    void states_areTheChangedAndTheApplicationsOwn() {
        Logger unchanged = Logger.getLogger("com.example.unchanged");
        change("com.example.other", Level.DEBUG, 60);
        assertThat(levels.states()).extracting(LoggerState::name).contains("com.example.other", NAME, NAME + ".below")
                .doesNotContain(unchanged.getName()).isSorted();
    }

    @Test
    void resetAll_atTheEnd_leavesNothing() {
        change(NAME, Level.DEBUG, 60);
        levels.resetAll();
        assertThat(logger.getLevel()).isNull();
        assertThat(timers.get(0).future()).isCancelled();
    }
}
