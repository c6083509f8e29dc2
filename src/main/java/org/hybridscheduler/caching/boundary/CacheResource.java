package org.hybridscheduler.caching.boundary;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import org.hybridscheduler.caching.control.CacheAdministration;
import org.hybridscheduler.caching.control.CacheHealth;
import org.hybridscheduler.problem.ProblemException;

/** The caches' statistics and their invalidation. */
@Path("/metrics/cache")
@Produces(MediaType.APPLICATION_JSON)
public class CacheResource {

    private static final long RETRY_AFTER_SECONDS = 5;

    /** Answers a reset. */
    public record Reset(String status) {
    }

    /** Answers an invalidation. */
    public record Invalidation(String status, String namespace, long keysDeleted) {
    }

    @Inject
    CacheAdministration administration;

    @Inject
    CacheHealth health;

    @GET
    public CacheReport report() {
        return CacheReport.of(administration.statistics(), health.backend(), health.operational());
    }

    @POST
    @Path("/reset")
    public Reset reset() {
        administration.reset();
        return new Reset("stats_reset");
    }

    /** Empties a namespace; 404 where it does not exist, 503 where no backend can be emptied now. */
    @POST
    @Path("/invalidate/{namespace}")
    public Invalidation invalidate(@PathParam("namespace") String namespace) {
        try {
            return new Invalidation("invalidated", namespace, administration.invalidate(namespace));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(e.getMessage());
        } catch (RuntimeException e) {
            throw new ServiceUnavailableException(
                    "No cache backend could be emptied, so %s may still hold entries. Maybe try again later?"
                            .formatted(namespace), RETRY_AFTER_SECONDS, e);
        }
    }
}
