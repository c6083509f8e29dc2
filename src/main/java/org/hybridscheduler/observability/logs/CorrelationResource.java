package org.hybridscheduler.observability.logs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.hybridscheduler.CorrelationId;

/** Tells a client its request's correlation id. */
@Path("/observability/correlation-id")
@Produces(MediaType.APPLICATION_JSON)
public class CorrelationResource {

    /** The id, as the answer's header has it. */
    public record Correlation(String correlationId) {
    }

    @GET
    public Correlation id() {
        return new Correlation(CorrelationId.current().orElse(null));
    }
}
