package org.hybridscheduler.observability.logs;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Changes levels of loggers for a while. A change holds for the logger and those below it, since a server may give each
 * logger a level of its own; where changes overlap, the one with the longest name counts. Each ends by itself, at the
 * latest with the application.
 */
@ApplicationScoped
public class LoggerLevels {

    /** The most changes at a time. */
    static final int MAX_CHANGES = 50;

    /** The most loggers that come into being by a change, until the application ends. */
    static final int MAX_MADE = 200;

    private static final System.Logger LOG = System.getLogger(LoggerLevels.class.getName());
    private static final String OWN = "org.hybridscheduler";
    private static final int MAX_LISTED = 500;

    /** Runs a task once after a while. */
    @FunctionalInterface
    interface Timer {

        Future<?> after(Duration delay, Runnable task);
    }

    private record Change(Level level, Instant expiresAt, Future<?> end) {
    }

    /** Also keeps the logger: java.util.logging would let it go, and its level with it. */
    private record Touched(Logger logger, java.util.logging.Level former) {
    }

    private final Map<String, Change> changes = new TreeMap<>();
    private final Map<String, Touched> touched = new TreeMap<>();
    // java.util.logging forgets a logger that nobody holds, but keeps its name for ever.
    private final Set<String> made = new HashSet<>();
    private Clock clock;
    private Timer timer;

    @Resource
    ManagedScheduledExecutorService scheduler;

    /** For the container's proxy only. */
    protected LoggerLevels() {
    }

    @Inject
    LoggerLevels(Clock clock) {
        this.clock = clock;
        this.timer = (delay, task) -> scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    LoggerLevels(Clock clock, Timer timer) {
        this.clock = clock;
        this.timer = timer;
    }

    /** Sets the level of a logger and of those below it that exist by now; empty where too many are changed or made. */
    synchronized Optional<LoggerState> change(String name, Level level, Duration time) {
        Change before = changes.get(name);
        if (before == null && changes.size() >= MAX_CHANGES || !mayBe(name)) {
            return Optional.empty();
        }
        Instant expiresAt = clock.instant().plus(time);
        changes.put(name, new Change(level, expiresAt, timer.after(time, () -> expire(name, expiresAt))));
        if (before != null) {
            before.end().cancel(false);
        }
        touch(name);
        apply();
        LOG.log(Level.INFO, "Level of {0} is {1} for {2} s", name, level, Long.toString(time.toSeconds()));
        return state(name);
    }

    /** Whether a logger has the name or may get it. */
    private boolean mayBe(String name) {
        if (made.contains(name) || LogManager.getLogManager().getLogger(name) != null) {
            return true;
        }
        return made.size() < MAX_MADE && made.add(name);
    }

    /** Ends a change at once; empty where no logger has the name. A logger that was not changed stays as it is. */
    synchronized Optional<LoggerState> reset(String name) {
        Change change = changes.remove(name);
        if (change != null) {
            change.end().cancel(false);
            apply();
        }
        return state(name);
    }

    /** A later change of the logger has another end. */
    private synchronized void expire(String name, Instant expiresAt) {
        Change change = changes.get(name);
        if (change != null && change.expiresAt().equals(expiresAt)) {
            changes.remove(name);
            apply();
        }
    }

    private void touch(String name) {
        touched.computeIfAbsent(name, key -> touched(Logger.getLogger(key)));
        for (String below : names()) {
            Logger logger = below.startsWith(name + ".") ? LogManager.getLogManager().getLogger(below) : null;
            if (logger != null) {
                touched.computeIfAbsent(below, key -> touched(logger));
            }
        }
    }

    private static Touched touched(Logger logger) {
        return new Touched(logger, logger.getLevel());
    }

    /** Gives each logger the level it is to have now, and lets go those without any change. */
    private void apply() {
        touched.entrySet().removeIf(entry -> {
            Optional<Change> change = changeOf(entry.getKey());
            entry.getValue().logger().setLevel(change.map(now -> julLevel(now.level()))
                    .orElse(entry.getValue().former()));
            return change.isEmpty();
        });
    }

    private Optional<Change> changeOf(String logger) {
        for (String name = logger; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf('.')))) {
            if (changes.containsKey(name)) {
                return Optional.of(changes.get(name));
            }
        }
        return Optional.empty();
    }

    /** How a logger stands; empty where no logger has the name. */
    synchronized Optional<LoggerState> state(String name) {
        return Optional.ofNullable(LogManager.getLogManager().getLogger(name)).map(logger -> state(name, logger));
    }

    private static List<String> names() {
        return Collections.list(LogManager.getLogManager().getLoggerNames());
    }

    /** Those whose change was asked for, and the application's own, by name. */
    synchronized List<LoggerState> states() {
        TreeSet<String> names = new TreeSet<>(changes.keySet());
        names().stream().filter(name -> name.equals(OWN) || name.startsWith(OWN + ".")).sorted().limit(MAX_LISTED)
                .forEach(names::add);
        List<LoggerState> states = new ArrayList<>();
        names.forEach(name -> state(name).ifPresent(states::add));
        return states;
    }

    private LoggerState state(String name, Logger logger) {
        java.util.logging.Level own = logger.getLevel();
        Logger effective = logger;
        while (effective.getLevel() == null && effective.getParent() != null) {
            effective = effective.getParent();
        }
        java.util.logging.Level applies = effective.getLevel();
        return new LoggerState(name, own == null ? null : LoggerState.name(own),
                applies == null ? null : LoggerState.name(applies), changeOf(name).map(Change::expiresAt).orElse(null));
    }

    @PreDestroy
    synchronized void resetAll() {
        List.copyOf(changes.keySet()).forEach(this::reset);
    }

    private static java.util.logging.Level julLevel(Level level) {
        return switch (level) {
            case TRACE -> java.util.logging.Level.FINER;
            case DEBUG -> java.util.logging.Level.FINE;
            case INFO -> java.util.logging.Level.INFO;
            case WARNING -> java.util.logging.Level.WARNING;
            case ERROR -> java.util.logging.Level.SEVERE;
            default -> throw new IllegalArgumentException(level + " is no level of a record");
        };
    }
}
