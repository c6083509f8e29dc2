package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How outcomes are stored. */
@ApplicationScoped
public class HistorySettings {

    private final int bufferTasks;
    private final int batchTasks;
    private final long retentionTasks;
    private final int shutdownSeconds;

    protected HistorySettings() {
        this(1, 1, 0, 0);
    }

    /** @throws IllegalArgumentException naming the setting that is out of range */
    @Inject
    HistorySettings(@ConfigProperty(name = "history.buffer.tasks") int bufferTasks,
            @ConfigProperty(name = "history.batch.tasks") int batchTasks,
            @ConfigProperty(name = "history.retention.tasks") long retentionTasks,
            @ConfigProperty(name = "history.shutdown.seconds") int shutdownSeconds) {
        this.bufferTasks = (int) within("history.buffer.tasks", bufferTasks, 1, 1_000_000);
        this.batchTasks = (int) within("history.batch.tasks", batchTasks, 1, 10_000);
        this.retentionTasks = within("history.retention.tasks", retentionTasks, 0, Long.MAX_VALUE);
        this.shutdownSeconds = (int) within("history.shutdown.seconds", shutdownSeconds, 0, 600);
    }

    private static long within(String setting, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(setting + " is " + value + ", expected " + min + " to " + max);
        }
        return value;
    }

    /** The most tasks that wait for the database. */
    public int bufferTasks() {
        return bufferTasks;
    }

    /** The most tasks in one transaction. */
    public int batchTasks() {
        return batchTasks;
    }

    /** The number of tasks to keep; 0 keeps all. */
    public long retentionTasks() {
        return retentionTasks;
    }

    /** How long a shutdown waits for what is buffered. */
    public Duration shutdownTime() {
        return Duration.ofSeconds(shutdownSeconds);
    }
}
