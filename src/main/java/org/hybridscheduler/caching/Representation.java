package org.hybridscheduler.caching;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** A finished answer: the bytes of a JSON document, its strong entity tag and when it goes stale. Immutable. */
public final class Representation {

    private static final int TAG_BYTES = 16;

    private final byte[] body;
    private final String etag;
    private final long expiresAt;

    private Representation(byte[] body, String etag, long expiresAt) {
        this.body = body;
        this.etag = etag;
        this.expiresAt = expiresAt;
    }

    /** Makes the representation of a JSON document (UTF-8), its tag computed from its bytes. */
    public static Representation of(byte[] json, Instant expiresAt) {
        byte[] body = json.clone();
        return new Representation(body, tagOf(body), expiresAt.toEpochMilli());
    }

    /** Restores what a cache kept; the bytes are taken over, not copied. */
    public static Representation restored(byte[] json, String etag, long expiresAtMillis) {
        return new Representation(json, etag, expiresAtMillis);
    }

    /** The first 128 bits of the body's SHA-256: a strong tag, alike on every node. */
    private static String tagOf(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have", e);
        }
    }

    /** The strong entity tag, hexadecimal, without quotes. */
    public String etag() {
        return etag;
    }

    /** When the answer goes stale, in milliseconds since the epoch. */
    public long expiresAtMillis() {
        return expiresAt;
    }

    /** How long the answer stays fresh; zero once it is stale. */
    public Duration freshFor(Instant now) {
        return Duration.ofMillis(Math.max(0, expiresAt - now.toEpochMilli()));
    }

    /** The body's length in bytes. */
    public int length() {
        return body.length;
    }

    /** Writes the body. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(body);
    }

    /** A copy of the body. */
    public byte[] toByteArray() {
        return body.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Representation that && expiresAt == that.expiresAt && etag.equals(that.etag)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return etag.hashCode();
    }

    @Override
    public String toString() {
        return "Representation[%d bytes, etag %s, expires at %s]".formatted(body.length, etag,
                Instant.ofEpochMilli(expiresAt));
    }
}
