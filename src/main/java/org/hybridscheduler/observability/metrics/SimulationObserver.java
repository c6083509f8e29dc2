package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.ModelRetrained;
import org.hybridscheduler.simulation.engine.TasksResolved;

/** Counts what the live loop tells. */
@ApplicationScoped
public class SimulationObserver {

    @Inject
    Meters meters;

    private final AtomicLong inFlight = new AtomicLong();
    /** One run follows the other, each on a thread of its own. */
    private volatile RunMeters run;

    void begin(@Observes Startup event) {
        meters.gauge(Metric.SIMULATION_TASKS_IN_FLIGHT, inFlight::get);
    }

    void count(@Observes TasksResolved event) {
        inFlight.set(event.inFlight());
        RunMeters current = run;
        if (current == null || current.runId() != event.runId()) {
            current = RunMeters.of(event, meters);
            run = current;
        }
        meters.counter(Metric.SIMULATION_TASKS_PROCESSED).add(event.outcomes().size());
        current.add(event);
    }

    /** Before their first retraining: what is not there yet cannot be seen to move. */
    void know(@Observes ComparisonSnapshot snapshot) {
        snapshot.models().keySet().forEach(model -> meters.histogram(Metric.MODEL_RETRAINING_DURATION, model));
    }

    void time(@Observes ModelRetrained event) {
        meters.histogram(Metric.MODEL_RETRAINING_DURATION, event.strategy()).recordNanos(event.took().toNanos());
    }
}
