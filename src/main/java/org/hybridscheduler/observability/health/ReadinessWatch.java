package org.hybridscheduler.observability.health;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.observability.metrics.Meters;
import org.hybridscheduler.observability.metrics.Metric;

/** Checks readiness in the background, since a scrape must not wait for a database. Not ready until the first check. */
@ApplicationScoped
public class ReadinessWatch {

    private static final Logger LOG = System.getLogger(ReadinessWatch.class.getName());
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    HealthReport report;

    @Inject
    Meters meters;

    @Inject
    @ConfigProperty(name = "health.check_interval")
    Duration interval;

    private ScheduledFuture<?> checks;
    private volatile boolean ready;

    void begin(@Observes Startup event) {
        begin(meters, scheduler, interval, () -> report.readiness().ready());
    }

    /** @throws IllegalArgumentException when the interval is shorter than 0.1 s or longer than an hour */
    void begin(Meters shown, ScheduledExecutorService threads, Duration pause, BooleanSupplier check) {
        if (pause.compareTo(SHORTEST) < 0 || pause.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("health.check_interval is " + pause + ", but must be " + SHORTEST
                    + " to " + LONGEST + ". Maybe the T is missing, as in PT5S?");
        }
        shown.gauge(Metric.APPLICATION_READY, () -> ready ? 1 : 0);
        checks = threads.scheduleWithFixedDelay(() -> check(check), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets nothing out: the scheduler would never call again. */
    private void check(BooleanSupplier check) {
        try {
            ready = check.getAsBoolean();
        } catch (RuntimeException e) {
            ready = false;
            LOG.log(Level.ERROR, "Readiness could not be checked", LogSafe.of(e));
        }
    }

    @PreDestroy
    void stop() {
        if (checks != null) {
            checks.cancel(false);
        }
    }
}
