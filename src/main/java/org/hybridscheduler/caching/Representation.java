package org.hybridscheduler.caching;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** A finished answer: the bytes of a JSON document, its strong entity tag and when it goes stale. Immutable. */
public final class Representation {

    private static final int TAG_BYTES = 16;

    private final byte[] bytes;
    private final int offset;
    private final int length;
    private final String etag;
    private final long expiresAt;

    private Representation(byte[] bytes, int offset, int length, String etag, long expiresAt) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        this.etag = Objects.requireNonNull(etag, "etag");
        this.expiresAt = expiresAt;
    }

    /** Makes the representation of a JSON document (UTF-8), its tag computed from its bytes. */
    public static Representation of(byte[] json, Instant expiresAt) {
        byte[] body = json.clone();
        return new Representation(body, 0, body.length, tagOf(body), expiresAt.toEpochMilli());
    }

    /**
     * Restores what a cache kept. The bytes, of which the body may be a part, are taken over, not copied.
     *
     * @param offset where the body begins in {@code bytes}
     * @param length of the body
     * @throws IndexOutOfBoundsException where there is no such part
     */
    public static Representation restored(byte[] bytes, int offset, int length, String etag, long expiresAtMillis) {
        return new Representation(bytes, offset, length, etag, expiresAtMillis);
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
        return length;
    }

    /** Writes the body. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, offset, length);
    }

    /** Copies the body into an array that has room for it from a position on. */
    public void copyTo(byte[] target, int position) {
        System.arraycopy(bytes, offset, target, position, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Representation that && expiresAt == that.expiresAt && etag.equals(that.etag)
                && Arrays.equals(bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        return etag.hashCode();
    }

    @Override
    public String toString() {
        return "Representation[%d bytes, etag %s, expires at %s]".formatted(length, etag,
                Instant.ofEpochMilli(expiresAt));
    }
}
