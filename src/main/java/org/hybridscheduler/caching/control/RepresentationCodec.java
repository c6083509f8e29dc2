package org.hybridscheduler.caching.control;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import javax.cache.configuration.CompleteConfiguration;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.failover.spi.UndecodableEntryException;

/**
 * How entries stand in Redis: the key as its text, the entry as the JSON object
 * {@code {"deadline":<epoch millis>,"etag":"…","expires_at":<epoch millis>,"body":<the document>}}. The document comes
 * last, so that it is found by position, never parsed and never copied.
 */
public final class RepresentationCodec implements EntryCodec {

    private static final String DEADLINE = "{\"deadline\":";
    private static final String ETAG = ",\"etag\":\"";
    private static final String EXPIRES_AT = "\",\"expires_at\":";
    private static final String BODY = ",\"body\":";
    private static final int MAX_HEADER = 256;

    /**
     * The codec of a cache, which must declare these types: nothing else is ever made of what stands in Redis.
     *
     * @throws IllegalArgumentException where it declares others
     */
    static EntryCodec of(CompleteConfiguration<?, ?> configuration, ClassLoader loader) {
        if (configuration.getKeyType() != NamespaceKey.class || configuration.getValueType() != Representation.class) {
            throw new IllegalArgumentException(("A cache declares keys of %s and values of %s, but what is kept are "
                    + "representations under namespace keys. Maybe its name is misspelt, or its types are not set?")
                    .formatted(configuration.getKeyType().getName(), configuration.getValueType().getName()));
        }
        return new RepresentationCodec();
    }

    @Override
    public String encodeKey(Object key) {
        return ((NamespaceKey) key).value();
    }

    @Override
    public Object decodeKey(String text) {
        return new NamespaceKey(text);
    }

    @Override
    public byte[] encode(StoredEntry entry) {
        Representation representation = (Representation) entry.value();
        String start = DEADLINE + entry.deadline() + ETAG + representation.etag() + EXPIRES_AT
                + representation.expiresAtMillis() + BODY;
        byte[] header = start.getBytes(US_ASCII);
        byte[] bytes = Arrays.copyOf(header, header.length + representation.length() + 1);
        representation.copyTo(bytes, header.length);
        bytes[bytes.length - 1] = '}';
        return bytes;
    }

    @Override
    public StoredEntry decode(byte[] bytes) {
        Reader reader = new Reader(bytes);
        reader.pass(DEADLINE);
        long deadline = reader.number();
        reader.pass(ETAG);
        String etag = reader.text();
        reader.pass(EXPIRES_AT);
        long expiresAt = reader.number();
        reader.pass(BODY);
        int length = bytes.length - 1 - reader.position;
        if (length < 0 || bytes[bytes.length - 1] != '}') {
            throw reader.unreadable(null);
        }
        return StoredEntry.of(Representation.restored(bytes, reader.position, length, etag, expiresAt), deadline);
    }

    /** Goes through what comes before the document. */
    private static final class Reader {

        private final byte[] bytes;
        private int position;

        private Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        private void pass(String literal) {
            for (int i = 0; i < literal.length(); i++, position++) {
                if (position == bytes.length || bytes[position] != literal.charAt(i)) {
                    throw unreadable(null);
                }
            }
        }

        private long number() {
            String digits = until(',');
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException e) {
                throw unreadable(e);
            }
        }

        private String text() {
            return until('"');
        }

        private String until(char mark) {
            int start = position;
            while (position < bytes.length && position < MAX_HEADER && bytes[position] != mark) {
                position++;
            }
            return new String(bytes, start, position - start, US_ASCII);
        }

        private UndecodableEntryException unreadable(Exception cause) {
            return new UndecodableEntryException(
                    "A value of %d bytes is no representation from its byte %d on. Maybe another program wrote it?"
                            .formatted(bytes.length, position), cause);
        }
    }
}
