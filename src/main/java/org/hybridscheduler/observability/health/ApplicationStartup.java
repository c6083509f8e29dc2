package org.hybridscheduler.observability.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;
import org.hybridscheduler.observability.health.DatabaseCheck;

/** Up once the database has answered, and from then on: later outages are readiness' business. */
@Startup
@ApplicationScoped
public class ApplicationStartup implements HealthCheck {

    @Inject
    DatabaseCheck database;

    @Override
    public HealthCheckResponse call() {
        if (database.product().isEmpty()) {
            database.check();
        }
        return HealthCheckResponse.named("application started").status(database.product().isPresent()).build();
    }
}
