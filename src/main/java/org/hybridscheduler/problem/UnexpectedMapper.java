package org.hybridscheduler.problem;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.hybridscheduler.LogSafe;

/** Answers what nobody expected with a 500 that tells nothing of the inside; the log gets it once, with its cause. */
@Provider
public class UnexpectedMapper implements ExceptionMapper<Throwable> {

    static final String DETAIL = "The server failed on this request; its log tells why.";

    private static final Logger LOG = System.getLogger(UnexpectedMapper.class.getName());

    @Context
    UriInfo uri;

    @Context
    Request request;

    @Override
    public Response toResponse(Throwable unexpected) {
        String path = uri.getRequestUri().getRawPath();
        LOG.log(Level.ERROR, LogSafe.of(request.getMethod() + " " + path + " failed"), LogSafe.of(unexpected));
        return ProblemResponse.of(Problem.of(500, DETAIL, path, List.of())).build();
    }
}
