package org.hybridscheduler.history.boundary;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.hybridscheduler.JsonDialect;
import org.hybridscheduler.history.control.FailureLog;
import org.hybridscheduler.problem.Problem;
import org.hybridscheduler.simulation.engine.RunStoreException;

/** Answers 503 where the database is out of reach; the causes go to the log, at a bounded rate. */
@Provider
public class RunStoreFailureMapper implements ExceptionMapper<RunStoreException> {

    private static final String RETRY_AFTER_SECONDS = "5";
    private static final FailureLog FAILURES = new FailureLog(
            System.getLogger(RunStoreFailureMapper.class.getName()), Clock.systemUTC());

    @Context
    UriInfo uri;

    @Override
    public Response toResponse(RunStoreException failure) {
        FAILURES.failed("Answered 503", failure);
        Problem problem = Problem.of(503, failure.getMessage(), uri.getRequestUri().getRawPath(), List.of());
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .entity(JsonDialect.jsonb().toJson(problem).getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
