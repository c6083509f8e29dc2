package org.hybridscheduler.observability.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.hybridscheduler.BuildInfo;

/** Tells which build runs on which Java. */
@ApplicationScoped
public class ApplicationInfo {

    @Inject
    Meters meters;

    @Inject
    BuildInfo build;

    void register(@Observes Startup event) {
        meters.gauge(Metric.APPLICATION_INFO, () -> 1, build.version(), build.commit(), Runtime.version().toString());
    }
}
