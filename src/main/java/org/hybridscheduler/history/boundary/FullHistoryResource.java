package org.hybridscheduler.history.boundary;

import jakarta.inject.Inject;
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
import org.hybridscheduler.history.control.TrainingData;
import org.hybridscheduler.problem.Limit;

/** The latest training rows. */
@Path("/api/full_history")
@Produces(MediaType.APPLICATION_JSON)
public class FullHistoryResource {

    private static final int DEFAULT_LIMIT = 1000;
    private static final int MAX_LIMIT = 10_000;

    @Inject
    TrainingData trainingData;

    /** @param limit 1 to 10000 */
    @GET
    public Response latest(@QueryParam("limit") String limit, @Context Request request) {
        return CachedResponse.of(trainingData.latest(Limit.of(limit, DEFAULT_LIMIT, MAX_LIMIT)), request,
                Clock.systemUTC());
    }
}
