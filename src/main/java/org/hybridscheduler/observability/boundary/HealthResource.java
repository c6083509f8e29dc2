package org.hybridscheduler.observability.boundary;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import org.hybridscheduler.BuildInfo;

/** The application's own health page on the clients' port. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    public record Health(String status, OffsetDateTime timestamp, String version) {
    }

    @Inject
    BuildInfo build;

    @GET
    public Health health() {
        return new Health("healthy", OffsetDateTime.now(), build.version());
    }
}
