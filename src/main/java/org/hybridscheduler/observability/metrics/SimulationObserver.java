package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.hybridscheduler.simulation.engine.ModelRetrained;
import org.hybridscheduler.simulation.engine.Outcome;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.simulation.engine.TasksResolved;

/** Counts what the live loop tells. */
@ApplicationScoped
public class SimulationObserver {

    @Inject
    Meters meters;

    private final AtomicLong inFlight = new AtomicLong();

    /** At the start: a counter that is not there yet cannot be seen to move. */
    void begin(@Observes Startup event) {
        meters.counter(Metric.SIMULATION_TASKS_PROCESSED);
        meters.gauge(Metric.SIMULATION_TASKS_IN_FLIGHT, inFlight::get);
    }

    void count(@Observes TasksResolved event) {
        inFlight.set(event.inFlight());
        if (event.outcomes().isEmpty()) {
            return;
        }
        meters.counter(Metric.SIMULATION_TASKS_PROCESSED).add(event.outcomes().size());
        for (TaskOutcome task : event.outcomes()) {
            for (Outcome outcome : task.outcomes()) {
                if (!outcome.rejected()) {
                    meters.counter(Metric.SIMULATION_SCHEDULER_TASKS, outcome.strategy()).increment();
                }
            }
        }
    }

    void time(@Observes ModelRetrained event) {
        meters.histogram(Metric.MODEL_RETRAINING_DURATION, event.strategy()).recordNanos(event.took().toNanos());
    }
}
