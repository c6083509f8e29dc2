package org.hybridscheduler.observability.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
    SimulationMetrics metrics;

    private final AtomicLong inFlight = new AtomicLong();

    @PostConstruct
    void start() {
        metrics.tasksInFlight(inFlight::get);
    }

    void count(@Observes TasksResolved event) {
        inFlight.set(event.inFlight());
        if (event.outcomes().isEmpty()) {
            return;
        }
        metrics.tasksProcessed(event.outcomes().size());
        for (TaskOutcome task : event.outcomes()) {
            for (Outcome outcome : task.outcomes()) {
                if (!outcome.rejected()) {
                    metrics.schedulerTasks(outcome.strategy(), 1);
                }
            }
        }
    }

    void time(@Observes ModelRetrained event) {
        metrics.retrained(event.strategy(), event.took());
    }
}
