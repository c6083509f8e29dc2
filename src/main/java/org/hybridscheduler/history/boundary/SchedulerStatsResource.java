package org.hybridscheduler.history.boundary;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.hybridscheduler.caching.boundary.CachedResponse;
import org.hybridscheduler.history.control.SchedulerStatistics;
import org.hybridscheduler.problem.ProblemException;
import org.hybridscheduler.simulation.engine.StrategyNames;

/** Aggregates of one strategy. */
@Path("/api/schedulers/{name}/stats")
@Produces(MediaType.APPLICATION_JSON)
public class SchedulerStatsResource {

    @Inject
    SchedulerStatistics statistics;

    @Inject
    StrategyNames strategies;

    @GET
    public Response stats(@PathParam("name") String name, @Context Request request) {
        List<String> names = strategies.names();
        if (!names.contains(name)) {
            throw ProblemException.notFound("No scheduler is named '" + name + "'. Valid names: "
                    + String.join(", ", names) + ".");
        }
        return CachedResponse.of(statistics.of(name), request, Clock.systemUTC());
    }
}
