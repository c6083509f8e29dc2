package org.hybridscheduler.history.boundary;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.hybridscheduler.caching.boundary.CachedResponse;
import org.hybridscheduler.history.control.ComparativeHistory;
import org.hybridscheduler.history.control.HistoryClearing;
import org.hybridscheduler.problem.Limit;

/** The stored results of all runs. */
@Path("/api/history")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    /** @param deleted rows, tasks and results together */
    public record Cleared(long deleted) {
    }

    @Inject
    ComparativeHistory comparativeHistory;

    @Inject
    HistoryClearing clearing;

    /** @param limit 1 to 1000 */
    @GET
    @Path("/comparative")
    public Response comparative(@QueryParam("limit") String limit, @Context Request request) {
        return CachedResponse.of(comparativeHistory.latest(Limit.of(limit, DEFAULT_LIMIT, MAX_LIMIT)), request,
                Clock.systemUTC());
    }

    @DELETE
    public Cleared clear() {
        return new Cleared(clearing.clear());
    }
}
