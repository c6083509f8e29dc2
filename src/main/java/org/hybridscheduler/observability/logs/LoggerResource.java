package org.hybridscheduler.observability.logs;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.hybridscheduler.problem.FieldReader;
import org.hybridscheduler.problem.Problem.FieldError;
import org.hybridscheduler.problem.ProblemException;

/** Levels of loggers, read and changed for a while. */
@Path("/observability/loggers")
@Produces(MediaType.APPLICATION_JSON)
public class LoggerResource {

    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,200}$)[A-Za-z0-9_$]{1,60}(\\.[A-Za-z0-9_$]{1,60}){0,15}");
    private static final int MAX_SECONDS = 86_400;
    private static final int DEFAULT_SECONDS = 600;
    private static final List<String> LEVELS = LogCapture.LEVELS.stream().map(Level::name).toList();

    /** Loggers by name. */
    public record Loggers(List<LoggerState> loggers) {
    }

    @Inject
    LoggerLevels levels;

    /** The application's own loggers and every changed one. */
    @GET
    public Loggers loggers() {
        return new Loggers(levels.states());
    }

    @GET
    @Path("{name}")
    public LoggerState logger(@PathParam("name") String name) {
        return levels.state(valid(name)).orElseThrow(() -> unknown(name));
    }

    /** Changes a logger's level; it need not have logged yet. */
    @PUT
    @Path("{name}")
    public LoggerState change(@PathParam("name") String name, InputStream body) {
        FieldReader fields = FieldReader.parse(body).require("level");
        String level = fields.text("level", LEVELS).orElse(null);
        long seconds = fields.integer("expires_in_seconds", 1, MAX_SECONDS).orElse(DEFAULT_SECONDS);
        fields.verify();
        return levels.change(valid(name), Level.valueOf(level), Duration.ofSeconds(seconds))
                .orElseThrow(() -> ProblemException.conflict("At most " + LoggerLevels.MAX_CHANGES
                        + " loggers are changed at a time, and at most " + LoggerLevels.MAX_MADE
                        + " made by a change until a restart. Maybe DELETE one, or name one that exists?"));
    }

    /** Gives the former level back at once. */
    @DELETE
    @Path("{name}")
    public LoggerState reset(@PathParam("name") String name) {
        return levels.reset(valid(name)).orElseThrow(() -> unknown(name));
    }

    private static String valid(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.badFields(List.of(new FieldError("name", "is no name of a logger",
                    "1 to 16 parts of 1 to 60 letters, digits, _ and $, with dots between; at most 200")));
        }
        return name;
    }

    private static ProblemException unknown(String name) {
        return ProblemException.notFound("No logger is named " + name + " yet. Maybe PUT its level?");
    }
}
