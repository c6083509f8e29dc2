package org.hybridscheduler.caching.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.hybridscheduler.caching.Representation;
import org.junit.jupiter.api.Test;

class CachedResponseTest {

    private static final Instant NOW = Instant.parse("2026-11-23T11:22:33Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Representation VALUE =
            Representation.of("[1,2]".getBytes(UTF_8), NOW.plusMillis(29_999));

    /** A GET whose If-None-Match names a tag, as the JAX-RS specification has it evaluated. */
    private static Request ifNoneMatch(String known) {
        return (Request) Proxy.newProxyInstance(Request.class.getClassLoader(), new Class<?>[] {Request.class},
                (proxy, method, args) -> {
                    EntityTag current = (EntityTag) args[0];
                    return current.getValue().equals(known) && !current.isWeak() ? Response.notModified(current) : null;
                });
    }

    @Test
    void answer_unknownTag_is200WithBytesTagAndSecondsLeft() throws IOException {
        Response answer = CachedResponse.of(VALUE, ifNoneMatch("other"), CLOCK);
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getEntity()).isSameAs(VALUE);
        assertThat(answer.getEntityTag()).isEqualTo(new EntityTag(VALUE.etag()));
        assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("max-age=29");
        assertThat(answer.getHeaderString("Content-Length")).isEqualTo("5");
        assertThat(answer.getMediaType()).hasToString("application/json");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new RepresentationWriter().writeTo(VALUE, Representation.class, Representation.class, null, null, null, out);
        assertThat(out.toString(UTF_8)).isEqualTo("[1,2]");
    }

    @Test
    void answer_knownTag_is304WithoutBody() {
        Response answer = CachedResponse.of(VALUE, ifNoneMatch(VALUE.etag()), CLOCK);
        assertThat(answer.getStatus()).isEqualTo(304);
        assertThat(answer.hasEntity()).isFalse();
        assertThat(answer.getEntityTag()).isEqualTo(new EntityTag(VALUE.etag()));
        assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("max-age=29");
    }

    @Test
    void answer_staleRepresentation_hasMaxAgeZero() {
        Representation stale = Representation.of("[]".getBytes(UTF_8), NOW.minusSeconds(3));
        assertThat(CachedResponse.of(stale, ifNoneMatch("other"), CLOCK).getHeaderString("Cache-Control"))
                .isEqualTo("max-age=0");
    }
}
