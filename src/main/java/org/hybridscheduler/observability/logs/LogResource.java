package org.hybridscheduler.observability.logs;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.hybridscheduler.problem.Limit;
import org.hybridscheduler.problem.QueryParameter;

/** The latest log records of this process, from memory. Every list has the newest record last, as a file has. */
@Path("/observability/logs")
@Produces(MediaType.APPLICATION_JSON)
public class LogResource {

    private static final int MAX_LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_HOURS = 168;
    private static final int MAX_QUERY = 200;
    private static final List<String> LEVELS = LogCapture.LEVELS.stream().map(Level::name).toList();

    /**
     * Records, the newest last.
     *
     * @param capacity how many records are remembered at all; older ones can only be in the server's own log
     */
    public record Records(List<LogEntry> records, int capacity) {
    }

    @Inject
    LogCapture capture;

    @Inject
    Clock clock;

    /** The latest records of a level or above. */
    @GET
    @Path("tail")
    public Records tail(@QueryParam("lines") String lines, @QueryParam("level") String level) {
        int most = new QueryParameter("lines", lines).integer(DEFAULT_LIMIT, 1, MAX_LIMIT);
        Level least = Level.valueOf(new QueryParameter("level", level).oneOf(Level.TRACE.name(), LEVELS));
        return records(most, entry -> entry.level().compareTo(least) >= 0);
    }

    /** The latest records of level ERROR. */
    @GET
    @Path("errors")
    public Records errors(@QueryParam("hours") String hours, @QueryParam("limit") String limit) {
        Duration back = Duration.ofHours(new QueryParameter("hours", hours).integer(24, 1, MAX_HOURS));
        Instant since = clock.instant().minus(back);
        return records(Limit.of(limit, DEFAULT_LIMIT, MAX_LIMIT),
                entry -> entry.level() == Level.ERROR && !entry.timestamp().isBefore(since));
    }

    /** The latest records that hold a text. */
    @GET
    @Path("search")
    public Records search(@QueryParam("query") String query, @QueryParam("limit") String limit) {
        String text = new QueryParameter("query", query).text(MAX_QUERY);
        return records(Limit.of(limit, DEFAULT_LIMIT, MAX_LIMIT), entry -> entry.contains(text));
    }

    private Records records(int most, Predicate<LogEntry> matching) {
        return new Records(capture.latest(most, matching), capture.capacity());
    }
}
