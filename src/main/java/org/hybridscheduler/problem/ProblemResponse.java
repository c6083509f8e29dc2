package org.hybridscheduler.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.charset.StandardCharsets;
import org.hybridscheduler.JsonDialect;

/** Turns a problem into an answer, whatever the client said it accepts. */
final class ProblemResponse {

    private ProblemResponse() {
    }

    /** Rendered here: a message body writer might be chosen by the client's Accept header, or be the one that failed. */
    static ResponseBuilder of(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(JsonDialect.jsonb().toJson(problem).getBytes(StandardCharsets.UTF_8));
    }
}
