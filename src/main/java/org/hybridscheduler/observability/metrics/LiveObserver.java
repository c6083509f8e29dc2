package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.hybridscheduler.live.control.LiveFeed;

/** Counts the clients of the live feed. */
@ApplicationScoped
public class LiveObserver {

    @Inject
    Meters meters;

    @Inject
    LiveFeed feed;

    void begin(@Observes Startup event) {
        meters.gauge(Metric.WEBSOCKET_CONNECTIONS, feed::clients);
    }
}
