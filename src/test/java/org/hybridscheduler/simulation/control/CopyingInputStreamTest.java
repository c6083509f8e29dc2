package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CopyingInputStreamTest {

    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

    private CopyingInputStream stream(byte[] bytes, long maxBytes) {
        return new CopyingInputStream(new ByteArrayInputStream(bytes), copy, maxBytes);
    }

    /** Whatever way the bytes are taken, one by one, in pieces or skipped, the copy has them all in order. */
    @Property(tries = 200)
    void read_inAnyWay_copiesEachByteOnce(@ForAll @Size(max = 300) byte[] bytes,
            @ForAll @IntRange(min = 1, max = 40) int piece) throws IOException {
        copy.reset();
        CopyingInputStream in = stream(bytes, bytes.length);
        byte[] buffer = new byte[piece + 3];
        int read;
        do {
            in.skip(piece % 3);
            in.read();
            read = in.read(buffer, 2, piece);
        } while (read >= 0);

        assertThat(copy.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void read_singleBytes_passesThemOnUnsigned() throws IOException {
        CopyingInputStream in = stream(new byte[] {0, -1}, 2);

        assertThat(in.read()).isZero();
        assertThat(in.read()).isEqualTo(255);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void read_oneByteTooMany_endsWith413() {
        CopyingInputStream in = stream(new byte[11], 10);

        WorkloadLimitException refused = catchThrowableOfType(WorkloadLimitException.class, in::readAllBytes);

        assertThat(refused).isNotNull().hasMessageContaining("10 bytes");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(copy.size()).isLessThanOrEqualTo(10);
    }

    @Test
    void skip_oneByteTooMany_endsLikeReading() {
        assertThatThrownBy(() -> stream(new byte[11], 10).skip(11)).isInstanceOf(WorkloadLimitException.class);
    }

    @Test
    void mark_isNotSupported() {
        assertThat(stream(new byte[1], 1).markSupported()).isFalse();
    }
}
