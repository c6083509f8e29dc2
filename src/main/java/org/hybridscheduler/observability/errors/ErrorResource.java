package org.hybridscheduler.observability.errors;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What failed unexpectedly since the application's start. */
@Path("/observability/errors")
@Produces(MediaType.APPLICATION_JSON)
public class ErrorResource {

    /** Groups, the one seen last first. */
    public record Errors(List<ErrorGroup> errors) {
    }

    @Inject
    ErrorTracker tracker;

    @GET
    public Errors errors() {
        return new Errors(tracker.groups());
    }
}
