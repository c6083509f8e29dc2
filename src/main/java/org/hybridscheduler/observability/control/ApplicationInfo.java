package org.hybridscheduler.observability.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.hybridscheduler.BuildInfo;

/** Registers the gauge that tells which build runs on which Java. */
@ApplicationScoped
public class ApplicationInfo {

    @Inject
    MetricRegistry registry;

    @Inject
    BuildInfo build;

    /** At the start, together with the simulation's metrics: a counter that is not there yet cannot be seen to move. */
    void register(@Observes Startup event, SimulationMetrics simulation) {
        Metadata info = Metadata.builder().withName("application_info")
                .withDescription("Always 1; the labels tell what runs").build();
        registry.gauge(info, () -> 1, new Tag("version", build.version()), new Tag("commit", build.commit()),
                new Tag("java", Runtime.version().toString()));
        simulation.tasksProcessed(0);
    }
}
