package org.hybridscheduler.caching.control;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import java.io.IOException;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;

/** How Hazelcast writes keys (which it compares by their bytes) and values: plainly, without Java serialization. */
final class MemorySerializers {

    private static final int KEY_TYPE = 1;
    private static final int REPRESENTATION_TYPE = 2;

    private MemorySerializers() {
    }

    static final class Keys implements StreamSerializer<NamespaceKey> {

        @Override
        public int getTypeId() {
            return KEY_TYPE;
        }

        @Override
        public void write(ObjectDataOutput out, NamespaceKey key) throws IOException {
            out.writeString(key.value());
        }

        @Override
        public NamespaceKey read(ObjectDataInput in) throws IOException {
            return new NamespaceKey(in.readString());
        }
    }

    static final class Representations implements StreamSerializer<Representation> {

        @Override
        public int getTypeId() {
            return REPRESENTATION_TYPE;
        }

        @Override
        public void write(ObjectDataOutput out, Representation representation) throws IOException {
            out.writeString(representation.etag());
            out.writeLong(representation.expiresAtMillis());
            out.writeByteArray(representation.toByteArray());
        }

        @Override
        public Representation read(ObjectDataInput in) throws IOException {
            String etag = in.readString();
            long expiresAt = in.readLong();
            return Representation.restored(in.readByteArray(), etag, expiresAt);
        }
    }
}
