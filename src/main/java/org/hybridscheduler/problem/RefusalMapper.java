package org.hybridscheduler.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.problem.Problem.FieldError;

/** Answers what JAX-RS itself refuses: 404, 405, 406, 415 and the like. Its own messages name the server's classes. */
@Provider
public class RefusalMapper implements ExceptionMapper<WebApplicationException> {

    private static final Logger LOG = System.getLogger(RefusalMapper.class.getName());

    @Context
    UriInfo uri;

    @Context
    Request request;

    @Override
    public Response toResponse(WebApplicationException exception) {
        Response refusal = exception.getResponse();
        int status = refusal.getStatus();
        if (status < 400) {
            return refusal;
        }
        String path = uri.getRequestUri().getRawPath();
        if (status >= 500) {
            // 503 is what our own code says of what is out of reach; the rest nobody meant.
            LOG.log(status == 503 ? Level.WARNING : Level.ERROR,
                    LogSafe.of(request.getMethod() + " " + path + " failed with " + status), LogSafe.of(exception));
        }
        String allow = refusal.getHeaderString(HttpHeaders.ALLOW);
        ResponseBuilder answer = ProblemResponse.of(
                Problem.of(status, detail(status, request.getMethod(), path, allow), path, List.<FieldError>of()));
        copyHeaders(refusal, answer);
        return answer.build();
    }

    /** What a client can do about the status, in words. */
    static String detail(int status, String method, String path, String allow) {
        return switch (status) {
            case 400 -> "The request cannot be read. Maybe a parameter or the body has the wrong format.";
            case 401 -> "Who is asking? Send credentials.";
            case 403 -> "Not allowed for this user.";
            case 404 -> "Nothing is found at " + path + ".";
            case 405 -> method + " is not possible at " + path + (allow == null ? "." : "; allowed: " + allow + ".");
            case 406 -> "This address has no answer of a type that the Accept header allows.";
            case 413 -> "The request's body is too large.";
            case 415 -> "The body's Content-Type is not one that this address reads.";
            case 503 -> "The service cannot answer now; try again later.";
            default -> status < 500 ? "The request cannot be served." : UnexpectedMapper.DETAIL;
        };
    }

    private static void copyHeaders(Response from, ResponseBuilder to) {
        from.getStringHeaders().forEach((name, values) -> {
            if (!name.toLowerCase(Locale.ROOT).startsWith("content-")) {
                values.forEach(value -> to.header(name, value));
            }
        });
    }
}
