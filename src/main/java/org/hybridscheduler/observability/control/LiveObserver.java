package org.hybridscheduler.observability.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.hybridscheduler.live.control.LiveFeed;

/** Counts the clients of the live feed. */
@ApplicationScoped
public class LiveObserver {

    @Inject
    SimulationMetrics metrics;

    @Inject
    LiveFeed feed;

    void begin(@Observes Startup event) {
        metrics.webSockets(feed::clients);
    }
}
