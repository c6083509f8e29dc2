package org.hybridscheduler.caching.failover.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.nio.ByteBuffer;
import java.util.Base64;
import javax.cache.CacheException;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.failover.spi.UndecodableEntryException;

/**
 * Java serialization. Keys are equal as text where their serialized forms are: strings, numbers, and objects made of
 * them; a {@code HashMap} and an equal {@code LinkedHashMap} are not.
 */
public final class SerializedCodec implements EntryCodec {

    private static final String TEXT = "s:";
    private static final String OBJECT = "o:";

    private final ClassLoader loader;

    /**
     * Makes the codec.
     *
     * @param loader finds the classes of keys and values; null for the default
     */
    public SerializedCodec(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public String encodeKey(Object key) {
        if (key instanceof String text) {
            return TEXT + text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        serialize(key, bytes);
        return OBJECT + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    @Override
    public Object decodeKey(String text) {
        if (text.startsWith(TEXT)) {
            return text.substring(TEXT.length());
        }
        if (!text.startsWith(OBJECT)) {
            throw new UndecodableEntryException("Key %s begins with neither %s nor %s".formatted(text, TEXT, OBJECT),
                    null);
        }
        try {
            return deserialize(new ByteArrayInputStream(Base64.getUrlDecoder().decode(
                    text.substring(OBJECT.length()))));
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
            throw new UndecodableEntryException("Key %s is no serialized object".formatted(text), e);
        }
    }

    @Override
    public byte[] encode(StoredEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(entry.deadline()).array());
        serialize(entry.value(), bytes);
        return bytes.toByteArray();
    }

    @Override
    public StoredEntry decode(byte[] bytes) {
        if (bytes.length <= Long.BYTES) {
            throw new UndecodableEntryException("%d bytes are too few for an entry".formatted(bytes.length), null);
        }
        long deadline = ByteBuffer.wrap(bytes).getLong();
        try {
            Object value = deserialize(new ByteArrayInputStream(bytes, Long.BYTES, bytes.length - Long.BYTES));
            return StoredEntry.of(value, deadline);
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
            throw new UndecodableEntryException("%d bytes are no serialized object".formatted(bytes.length), e);
        }
    }

    private static void serialize(Object object, ByteArrayOutputStream bytes) {
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new CacheException("A %s cannot be serialized: %s".formatted(object.getClass().getName(), e), e);
        }
    }

    private Object deserialize(InputStream bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new LoaderInput(bytes, loader)) {
            return in.readObject();
        }
    }

    private static final class LoaderInput extends ObjectInputStream {

        private final ClassLoader loader;

        LoaderInput(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(described.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                // Knows the primitive types, and what only the caller's loader sees.
                return super.resolveClass(described);
            }
        }
    }
}
