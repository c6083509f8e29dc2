package org.hybridscheduler.caching.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Instant;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepresentationCodecTest {

    private final RepresentationCodec codec = new RepresentationCodec();

    private ByteBuf encoded(String json) throws IOException {
        return codec.getMapValueEncoder().encode(Representation.of(json.getBytes(UTF_8), Instant.ofEpochMilli(1234)));
    }

    @Test
    void value_encoded_isAJsonObjectWithTheBodyLast() throws IOException {
        ByteBuf buffer = encoded("abc");
        assertThat(buffer.toString(UTF_8)).isEqualTo(
                "{\"etag\":\"ba7816bf8f01cfea414140de5dae2223\",\"expires_at\":1234,\"body\":abc}");
        buffer.release();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[{\"body\":\"}\",\"expires_at\":1}]", "\"Ω → ü\"", "",
        "{\"etag\":\"x\",\"body\":1}"})
    void value_anyBody_comesBackEqual(String json) throws IOException {
        ByteBuf buffer = encoded(json);
        assertThat(codec.getMapValueDecoder().decode(buffer, null))
                .isEqualTo(Representation.of(json.getBytes(UTF_8), Instant.ofEpochMilli(1234)));
        assertThat(buffer.isReadable()).as("Redisson reads on behind the value").isFalse();
        buffer.release();
    }

    @Test
    void value_insideALargerBuffer_isReadFromItsPosition() throws IOException {
        ByteBuf value = encoded("[1]");
        ByteBuf buffer = Unpooled.buffer().writeBytes(new byte[5]).writeBytes(value);
        buffer.skipBytes(5);
        assertThat(codec.getMapValueDecoder().decode(buffer, null))
                .isEqualTo(Representation.of("[1]".getBytes(UTF_8), Instant.ofEpochMilli(1234)));
        value.release();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{\"etag\":\"x\",\"expires_at\":soon,\"body\":1}",
        "{\"etag\":\"x\",\"body\":1}",
        "{\"etag\":\"x\",\"expires_at\":1,\"body\":[1"})
    void value_foreign_isRefused(String text) {
        assertThatThrownBy(() -> codec.getMapValueDecoder().decode(Unpooled.copiedBuffer(text, UTF_8), null))
                .isInstanceOf(IOException.class).hasMessageContaining("Maybe");
    }

    @Test
    void value_ofAnotherType_isRefused() {
        assertThatThrownBy(() -> codec.getMapValueEncoder().encode("text")).isInstanceOf(IOException.class)
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void key_encodedAndDecoded_isItsText() throws IOException {
        ByteBuf buffer = codec.getMapKeyEncoder().encode(new NamespaceKey("scheduler_stats_oracle"));
        assertThat(buffer.toString(UTF_8)).isEqualTo("scheduler_stats_oracle");
        assertThat(codec.getMapKeyDecoder().decode(buffer, null)).isEqualTo(new NamespaceKey("scheduler_stats_oracle"));
    }
}
