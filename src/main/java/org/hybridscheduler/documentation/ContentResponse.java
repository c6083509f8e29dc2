package org.hybridscheduler.documentation;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** Answers with content that a client may keep. */
final class ContentResponse {

    /** To be asked for anew each time, by its tag: it changes with the application under the same address. */
    static final String ASK_FIRST = "no-cache";
    /** Never asked for again: its address has its version. */
    static final String FOR_EVER = "public, max-age=31536000, immutable";

    private ContentResponse() {
    }

    /** 304 where the client's {@code If-None-Match} names this content, else 200 with its bytes. */
    static ResponseBuilder of(Content content, Request request, String caching) {
        ResponseBuilder answer = request.evaluatePreconditions(content.tag());
        if (answer == null) {
            answer = Response.ok(content.bytes(), content.type());
        }
        // As text: JAX-RS would add no-transform to a CacheControl, and does not know immutable.
        return answer.tag(content.tag()).header(HttpHeaders.CACHE_CONTROL, caching);
    }
}
