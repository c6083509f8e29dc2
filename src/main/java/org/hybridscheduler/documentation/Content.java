package org.hybridscheduler.documentation;

import jakarta.ws.rs.core.EntityTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A finished answer.
 *
 * @param type media type, with the charset of a text
 * @param tag  changes with the bytes
 */
record Content(byte[] bytes, String type, EntityTag tag) {

    private static final int TAG_LENGTH = 32;

    /** Content tagged with its own hash. */
    static Content of(byte[] bytes, String type) {
        return new Content(bytes, type, new EntityTag(hash(bytes)));
    }

    static Content of(String text, String type) {
        return of(text.getBytes(StandardCharsets.UTF_8), type);
    }

    /** The bytes of a file on the class path; empty where there is none. */
    static Optional<byte[]> find(String path) {
        try (InputStream file = Content.class.getResourceAsStream(path)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a file that the application brings. */
    static byte[] read(String path) {
        return find(path).orElseThrow(() -> new IllegalStateException(
                path + " is not on the class path. Maybe the build left it out?"));
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, TAG_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
