package org.hybridscheduler.caching.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import javax.cache.configuration.MutableConfiguration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;
import org.hybridscheduler.caching.failover.spi.EntryCodec;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.hybridscheduler.caching.failover.spi.UndecodableEntryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepresentationCodecTest {

    private static final ClassLoader LOADER = RepresentationCodecTest.class.getClassLoader();

    private final EntryCodec codec = new RepresentationCodec();

    private static StoredEntry entry(byte[] json, long deadline) {
        return StoredEntry.of(Representation.of(json, Instant.ofEpochMilli(1234)), deadline);
    }

    @Test
    void entry_encoded_isAJsonObjectWithTheBodyLast() {
        assertThat(new String(codec.encode(entry("abc".getBytes(UTF_8), 99)), UTF_8)).isEqualTo("{\"deadline\":99,"
                + "\"etag\":\"ba7816bf8f01cfea414140de5dae2223\",\"expires_at\":1234,\"body\":abc}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[{\"body\":\"}\",\"expires_at\":1}]", "\"Ω → ü\"", "",
        "{\"etag\":\"x\",\"body\":1}"})
    void entry_anyBody_comesBackEqual(String json) {
        StoredEntry entry = entry(json.getBytes(UTF_8), StoredEntry.NEVER);
        assertThat(codec.decode(codec.encode(entry))).isEqualTo(entry);
    }

    @Property(tries = 200)
    void entry_anyBytesAndDeadline_comesBackEqual(@ForAll byte[] body, @ForAll long deadline) {
        StoredEntry entry = entry(body, deadline);
        assertThat(codec.decode(codec.encode(entry))).isEqualTo(entry);
    }

    @Test
    void decoded_body_isNoCopy() {
        byte[] bytes = codec.encode(entry("abc".getBytes(UTF_8), 99));
        StoredEntry decoded = codec.decode(bytes);
        bytes[bytes.length - 2] = 'X';
        byte[] body = new byte[3];
        ((Representation) decoded.value()).copyTo(body, 0);
        assertThat(new String(body, UTF_8)).isEqualTo("abX");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{", "{\"deadline\":1", "{\"deadline\":1,\"etag\":\"x\",\"expires_at\":1,",
        "{\"deadline\":soon,\"etag\":\"x\",\"expires_at\":1,\"body\":1}",
        "{\"deadline\":1,\"etag\":\"x\",\"expires_at\":soon,\"body\":1}",
        "{\"deadline\":1,\"etag\":\"x\",\"expires_at\":1,\"body\":",
        "{\"deadline\":1,\"etag\":\"x\",\"expires_at\":1,\"body\":[1",
        "{\"etag\":\"x\",\"expires_at\":1,\"body\":[1]}"})
    void bytes_foreign_areUndecodable(String text) {
        assertThatExceptionOfType(UndecodableEntryException.class)
                .isThrownBy(() -> codec.decode(text.getBytes(UTF_8))).withMessageContaining("Maybe");
    }

    /** What a Redis may hold is not ours to choose: whatever stands there decodes, or says so, and does nothing else. */
    @Property(tries = 500)
    void bytes_any_areDecodedOrUndecodable(@ForAll byte[] bytes) {
        try {
            assertThat(codec.decode(bytes).value()).isInstanceOf(Representation.class);
        } catch (UndecodableEntryException e) {
            assertThat(e).hasMessageContaining(bytes.length + " bytes");
        }
    }

    @Test
    void key_encodedAndDecoded_isItsText() {
        NamespaceKey key = new NamespaceKey("scheduler_stats_oracle");
        assertThat(codec.encodeKey(key)).isEqualTo("scheduler_stats_oracle");
        assertThat(codec.decodeKey("scheduler_stats_oracle")).isEqualTo(key);
    }

    @Test
    void codec_ofANamespace_isGiven() {
        CacheSettings.Namespace namespace = new CacheSettings.Namespace(Duration.ofSeconds(1), 1, false, 0);
        assertThat(RepresentationCodec.of(NamespaceConfiguration.of(namespace), LOADER)).isNotNull();
    }

    @Test
    void codec_ofOtherTypes_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepresentationCodec.of(new MutableConfiguration<>(), LOADER))
                .withMessageContaining("java.lang.Object").withMessageContaining("Maybe");
        assertThatIllegalArgumentException().isThrownBy(() -> RepresentationCodec.of(
                new MutableConfiguration<NamespaceKey, String>().setTypes(NamespaceKey.class, String.class), LOADER))
                .withMessageContaining("java.lang.String");
    }
}
