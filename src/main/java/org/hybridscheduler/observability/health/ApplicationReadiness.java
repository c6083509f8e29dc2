package org.hybridscheduler.observability.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.hybridscheduler.observability.health.HealthReport;

/** Up while requests can be served: the same answer as {@code /health/ready} on the clients' port. */
@Readiness
@ApplicationScoped
public class ApplicationReadiness implements HealthCheck {

    @Inject
    HealthReport report;

    @Override
    public HealthCheckResponse call() {
        HealthReport.Readiness readiness = report.readiness();
        return HealthCheckResponse.named("application ready")
                .status(readiness.ready())
                .withData("database", readiness.database())
                .withData("redis", readiness.redis())
                .withData("simulation", readiness.simulation())
                .build();
    }
}
