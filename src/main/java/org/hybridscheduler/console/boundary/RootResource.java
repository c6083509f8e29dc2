package org.hybridscheduler.console.boundary;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.hybridscheduler.BuildInfo;

/** The front door: JSON for programs, the console for browsers. */
@Path("/")
public class RootResource {

    private static final String CONSOLE = "/console/";

    public record Welcome(String message, String version, String docs, String health, String console) {
    }

    @Inject
    BuildInfo build;

    /** Where to go from here. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response welcome() {
        Welcome welcome = new Welcome(build.name(), build.version(), "/docs", "/health", CONSOLE);
        return Response.ok(welcome).header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
    }

    /** Chosen only by a client that names HTML: one that accepts anything gets the JSON. */
    @GET
    @Produces("text/html;qs=0.5")
    public Response console() {
        // As text: JAX-RS would make it absolute, with the host a proxy may have changed.
        return Response.status(Status.SEE_OTHER).header(HttpHeaders.LOCATION, CONSOLE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
    }
}
