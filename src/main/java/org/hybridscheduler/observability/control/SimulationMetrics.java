package org.hybridscheduler.observability.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Counts what the simulation does and how many clients watch it. */
@ApplicationScoped
public class SimulationMetrics {

    private static final int MAX_NAMES = 100;
    private static final LongSupplier NONE = () -> 0;

    @Inject
    MetricRegistry registry;

    private Counter tasks;
    private BoundedMeters<String, Counter> schedulers;
    private BoundedMeters<String, Timer> models;
    private volatile LongSupplier tasksInFlight = NONE;
    private volatile LongSupplier webSockets = NONE;

    @PostConstruct
    void start() {
        tasks = registry.counter(metadata("simulation_tasks_processed_total", "Tasks that every strategy finished"));
        schedulers = new BoundedMeters<>(MAX_NAMES, "other", name -> registry.counter(
                metadata("simulation_scheduler_tasks_total", "Tasks finished by strategy"),
                new Tag("scheduler", name)));
        models = new BoundedMeters<>(MAX_NAMES, "other", model -> registry.timer(
                metadata("model_retraining_duration_seconds", "Time of one retraining"), new Tag("model", model)));
        registry.gauge(metadata("simulation_tasks_in_flight", "Tasks that arrived and are not finished"),
                () -> tasksInFlight.getAsLong());
        registry.gauge(metadata("websocket_connections_active", "Open WebSocket connections"),
                () -> webSockets.getAsLong());
    }

    /** Counts tasks that every strategy has finished. */
    public void tasksProcessed(long count) {
        tasks.inc(count);
    }

    /** Counts tasks that one strategy has finished. */
    public void schedulerTasks(String scheduler, long count) {
        schedulers.get(scheduler).inc(count);
    }

    /** Records one retraining of a model. */
    public void retrained(String model, Duration duration) {
        models.get(model).update(duration);
    }

    /** Asks {@code count} at each scrape how many tasks are in flight; none are before this was called. */
    public void tasksInFlight(LongSupplier count) {
        tasksInFlight = count;
    }

    /** Asks {@code count} at each scrape how many WebSockets are open; none are before this was called. */
    public void webSockets(LongSupplier count) {
        webSockets = count;
    }

    private static Metadata metadata(String name, String help) {
        return Metadata.builder().withName(name).withDescription(help).build();
    }
}
