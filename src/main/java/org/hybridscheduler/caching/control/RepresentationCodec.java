package org.hybridscheduler.caching.control;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;
import org.redisson.client.codec.BaseCodec;
import org.redisson.client.protocol.Decoder;
import org.redisson.client.protocol.Encoder;

/**
 * How entries stand in Redis: the key as its text, the value as the JSON object
 * {@code {"etag":"…","expires_at":<epoch millis>,"body":<the document>}}. The document comes last, so that it is cut
 * out by position and never parsed.
 */
public final class RepresentationCodec extends BaseCodec {

    private static final String ETAG = "{\"etag\":\"";
    private static final String EXPIRES_AT = "\",\"expires_at\":";
    private static final String BODY = ",\"body\":";
    private static final int MAX_HEADER = 256;

    private final ClassLoader classLoader;

    public RepresentationCodec() {
        this(RepresentationCodec.class.getClassLoader());
    }

    /** Redisson copies a codec by this constructor for another class loader. */
    public RepresentationCodec(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    /** The same copy, by the other constructor Redisson looks for. */
    public RepresentationCodec(ClassLoader classLoader, RepresentationCodec codec) {
        this(classLoader);
    }

    @Override
    public Encoder getMapKeyEncoder() {
        return key -> Unpooled.copiedBuffer(key.toString(), StandardCharsets.UTF_8);
    }

    @Override
    public Decoder<Object> getMapKeyDecoder() {
        return (buffer, state) -> new NamespaceKey(buffer.toString(StandardCharsets.UTF_8));
    }

    @Override
    public Encoder getValueEncoder() {
        return RepresentationCodec::encode;
    }

    @Override
    public Decoder<Object> getValueDecoder() {
        return (buffer, state) -> decode(buffer);
    }

    @Override
    public ClassLoader getClassLoader() {
        return classLoader;
    }

    static ByteBuf encode(Object value) throws IOException {
        if (!(value instanceof Representation representation)) {
            throw new IOException("Redis keeps representations only, not %s. Maybe a method returns another type?"
                    .formatted(value.getClass().getName()));
        }
        String header = ETAG + representation.etag() + EXPIRES_AT + representation.expiresAtMillis() + BODY;
        ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(header.length() + representation.length() + 1);
        try (ByteBufOutputStream out = new ByteBufOutputStream(buffer)) {
            buffer.writeCharSequence(header, StandardCharsets.US_ASCII);
            representation.writeTo(out);
            buffer.writeByte('}');
            return buffer;
        } catch (IOException | RuntimeException e) {
            buffer.release();
            throw e;
        }
    }

    static Representation decode(ByteBuf buffer) throws IOException {
        int length = buffer.readableBytes();
        String start = buffer.toString(buffer.readerIndex(), Math.min(MAX_HEADER, length), StandardCharsets.ISO_8859_1);
        int expires = start.indexOf(EXPIRES_AT);
        int body = expires < 0 ? -1 : start.indexOf(BODY, expires);
        if (!start.startsWith(ETAG) || body < 0 || buffer.getByte(buffer.readerIndex() + length - 1) != '}') {
            throw unreadable(length, null);
        }
        int bodyStart = body + BODY.length();
        try {
            long expiresAt = Long.parseLong(start, expires + EXPIRES_AT.length(), body, 10);
            byte[] json = ByteBufUtil.getBytes(buffer, buffer.readerIndex() + bodyStart, length - bodyStart - 1);
            return Representation.restored(json, start.substring(ETAG.length(), expires), expiresAt);
        } catch (NumberFormatException e) {
            throw unreadable(length, e);
        } finally {
            buffer.skipBytes(length);
        }
    }

    private static IOException unreadable(int length, Exception cause) {
        return new IOException("A value of %d bytes in Redis is no representation. Maybe another program wrote it?"
                .formatted(length), cause);
    }
}
