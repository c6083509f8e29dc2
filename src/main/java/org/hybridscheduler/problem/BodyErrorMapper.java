package org.hybridscheduler.problem;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers with 400: a body that JAX-RS cannot turn into the type its resource asks for. */
@Provider
public class BodyErrorMapper implements ExceptionMapper<ProcessingException> {

    @Context
    UriInfo uri;

    @Override
    public Response toResponse(ProcessingException exception) {
        ProblemException problem = ProblemException.badRequest(
                "The body cannot be read. Maybe it is not well-formed JSON.", exception);
        return ProblemResponse.of(problem.problem(uri.getRequestUri().getRawPath())).build();
    }
}
