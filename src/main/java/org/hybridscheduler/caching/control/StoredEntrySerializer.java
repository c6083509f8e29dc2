package org.hybridscheduler.caching.control;

import com.hazelcast.nio.serialization.ByteArraySerializer;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** How Hazelcast sends entries to another member: as they stand in Redis, without Java serialization. */
final class StoredEntrySerializer implements ByteArraySerializer<StoredEntry> {

    private static final int TYPE = 1;

    private final EntryCodec codec = new RepresentationCodec();

    @Override
    public int getTypeId() {
        return TYPE;
    }

    @Override
    public byte[] write(StoredEntry entry) {
        return codec.encode(entry);
    }

    @Override
    public StoredEntry read(byte[] bytes) {
        return codec.decode(bytes);
    }
}
