package org.hybridscheduler.caching.failover.routing;

import java.nio.charset.StandardCharsets;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** Plain text under plain text, for the registry. */
final class TextCodec implements EntryCodec {

    /** The entry of a text, as it would be read. */
    static StoredEntry entry(String text) {
        return StoredEntry.of(text, StoredEntry.NEVER).from(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String encodeKey(Object key) {
        return (String) key;
    }

    @Override
    public Object decodeKey(String text) {
        return text;
    }

    @Override
    public byte[] encode(StoredEntry entry) {
        return entry.value().toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public StoredEntry decode(byte[] bytes) {
        return StoredEntry.of(new String(bytes, StandardCharsets.UTF_8), StoredEntry.NEVER).from(bytes);
    }
}
