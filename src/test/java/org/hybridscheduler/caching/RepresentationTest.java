package org.hybridscheduler.caching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepresentationTest {

    private static final Instant EXPIRY = Instant.parse("2026-11-23T11:22:33Z");

    @Test
    void etag_ofKnownBytes_isTheFirstHalfOfTheirSha256() {
        // The SHA-256 of "abc" in FIPS 180-2 begins so.
        assertThat(Representation.of("abc".getBytes(UTF_8), EXPIRY).etag())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223");
    }

    @Test
    void body_givenArrayChanged_staysAsItWas() throws IOException {
        byte[] given = "[1]".getBytes(UTF_8);
        Representation representation = Representation.of(given, EXPIRY);
        given[1] = '2';
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        representation.writeTo(out);
        assertThat(out.toString(UTF_8)).isEqualTo("[1]");
        assertThat(representation.length()).isEqualTo(3);
    }

    @Test
    void restored_fromAPartOfSomeBytes_isThatPart() throws IOException {
        byte[] bytes = "<[1]>".getBytes(UTF_8);
        Representation part = Representation.restored(bytes, 1, 3, "tag", EXPIRY.toEpochMilli());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part.writeTo(out);
        assertThat(out.toString(UTF_8)).isEqualTo("[1]");
        assertThat(part.length()).isEqualTo(3);
        byte[] target = new byte[5];
        part.copyTo(target, 2);
        assertThat(target).containsExactly(0, 0, '[', '1', ']');
        assertThat(part).isEqualTo(Representation.restored("[1]".getBytes(UTF_8), 0, 3, "tag", EXPIRY.toEpochMilli()))
                .isNotEqualTo(Representation.restored("[2]".getBytes(UTF_8), 0, 3, "tag", EXPIRY.toEpochMilli()));
    }

    @Test
    void restored_partOutsideOfTheBytes_isRefused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Representation.restored(new byte[3], 1, 3, "tag", 0));
    }

    @Test
    void freshFor_beforeAndAfterExpiry_isTheTimeLeftOrZero() {
        Representation representation = Representation.of(new byte[0], EXPIRY);
        assertThat(representation.freshFor(EXPIRY.minusMillis(1500))).isEqualTo(Duration.ofMillis(1500));
        assertThat(representation.freshFor(EXPIRY.plusSeconds(9))).isZero();
    }

    @Test
    void equals_otherBodyOrExpiry_isFalse() {
        Representation one = Representation.of("[1]".getBytes(UTF_8), EXPIRY);
        assertThat(one).isEqualTo(Representation.of("[1]".getBytes(UTF_8), EXPIRY))
                .isNotEqualTo(Representation.of("[2]".getBytes(UTF_8), EXPIRY))
                .isNotEqualTo(Representation.of("[1]".getBytes(UTF_8), EXPIRY.plusMillis(1)));
    }
}
