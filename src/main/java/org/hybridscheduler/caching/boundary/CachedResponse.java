package org.hybridscheduler.caching.boundary;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.hybridscheduler.caching.Representation;

/** Turns a cached representation into an HTTP answer; nothing is parsed or rendered. */
public final class CachedResponse {

    private CachedResponse() {
    }

    /**
     * Answers 304 where the client's {@code If-None-Match} names this representation, else 200 with its bytes; both
     * with its tag and {@code Cache-Control: max-age} of the whole seconds it stays fresh.
     */
    public static Response of(Representation representation, Request request, Clock clock) {
        EntityTag tag = new EntityTag(representation.etag());
        Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
        if (answer == null) {
            answer = Response.ok(representation, MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.CONTENT_LENGTH, representation.length());
        }
        long maxAge = representation.freshFor(clock.instant()).toSeconds();
        // As text: JAX-RS would add no-transform to a CacheControl unless told not to, and renders it anew each time.
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, "max-age=" + maxAge).build();
    }
}
