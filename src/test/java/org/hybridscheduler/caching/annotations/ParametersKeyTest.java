package org.hybridscheduler.caching.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParametersKeyTest {

    private static ParametersKey key() {
        return new ParametersKey(new Object[] {"a", 1, new int[] {2}, TimeUnit.DAYS, null});
    }

    @Test
    void equals_deeplyEqualParameters_isTrue() {
        assertThat(key()).isEqualTo(key()).hasSameHashCodeAs(key());
        assertThat(key()).isNotEqualTo(new ParametersKey(new Object[] {"a", 1, new int[] {3}, TimeUnit.DAYS, null}));
    }

    @Test
    void serialized_hashKnownOrNot_givesTheSameBytesAndAnEqualKey() throws Exception {
        ParametersKey used = key();
        assertThat(used.hashCode()).isNotZero();
        assertThat(bytes(used)).isEqualTo(bytes(key()));
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(used)))) {
            assertThat(in.readObject()).isEqualTo(used).hasSameHashCodeAs(used);
        }
    }

    private static byte[] bytes(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }
}
