package org.hybridscheduler.problem;

import jakarta.json.JsonException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers with 400: what the JSON parser refuses while JAX-RS reads a body. */
@Provider
public class JsonErrorMapper implements ExceptionMapper<JsonException> {

    @Context
    UriInfo uri;

    @Override
    public Response toResponse(JsonException exception) {
        ProblemException problem = ProblemException.badRequest(
                "The body cannot be read. Maybe it is not well-formed JSON.", exception);
        return ProblemResponse.of(problem.problem(uri.getRequestUri().getRawPath())).build();
    }
}
