package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;
import org.junit.jupiter.api.Test;

class ModelCodecTest {

    private static final List<String> GROUPS = Arrays.asList("gemm", "f\u00fcr-\u03c0", null);

    private final SplittableRandom random = new SplittableRandom(5);
    private long id;

    @Test
    void decode_whatWasEncoded_predictsTheSameToTheLastBit() {
        RuntimeModel trained = trained(DeviceKind.values());

        RuntimeModel read = ModelCodec.decode(ModelCodec.encode(trained));

        for (int i = 0; i < 300; i++) {
            Task task = i % 10 == 0 ? task("never seen", 1e9, Double.NaN) : anyTask();
            for (DeviceKind kind : DeviceKind.values()) {
                assertThat(read.predict(task, kind)).isEqualTo(trained.predict(task, kind));
                assertThat(read.predictWithoutGroup(task, kind)).isEqualTo(trained.predictWithoutGroup(task, kind));
            }
        }
    }

    @Test
    void decode_modelOfOneKindOrNone_knowsNoMore() {
        RuntimeModel gpuOnly = ModelCodec.decode(ModelCodec.encode(trained(DeviceKind.GPU)));
        assertThat(gpuOnly.knows(DeviceKind.GPU)).isTrue();
        assertThat(gpuOnly.knows(DeviceKind.CPU)).isFalse();

        RuntimeModel empty = ModelCodec.decode(ModelCodec.encode(trained()));
        assertThat(empty.knows(DeviceKind.GPU)).isFalse();
    }

    @Test
    void encode_whatWasDecoded_isTheSameAgain() {
        byte[] bytes = ModelCodec.encode(trained(DeviceKind.CPU));

        assertThat(ModelCodec.encode(ModelCodec.decode(bytes))).isEqualTo(bytes);
    }

    @Test
    void decode_bytesCutOffAnywhere_isRefused() {
        byte[] bytes = ModelCodec.encode(trained(DeviceKind.values()));

        for (int length = 0; length < bytes.length; length = length < 100 ? length + 1 : length * 2) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ModelCodec.decode(cut)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cut off");
        }
    }

    @Test
    void decode_byteAltered_isRefused() {
        byte[] bytes = ModelCodec.encode(trained(DeviceKind.values()));
        bytes[bytes.length / 2] ^= 1;

        assertThatThrownBy(() -> ModelCodec.decode(bytes)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void decode_anotherFormatOrNoModel_isRefusedByName() {
        byte[] bytes = ModelCodec.encode(trained(DeviceKind.CPU));
        ByteBuffer.wrap(bytes).putInt(4, 2);
        assertThatThrownBy(() -> ModelCodec.decode(bytes)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format 2, expected 1");

        byte[] text = "{\"json\": true}".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> ModelCodec.decode(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no model");
    }

    /** A length that no bytes stand behind must not become an array. */
    @Test
    void decode_hugeLength_isRefusedWithoutTakingMemory() {
        ByteBuffer forged = ByteBuffer.wrap(ModelCodec.encode(trained(DeviceKind.CPU)));
        int lengthOfTheFirstSlopes = 12 + Integer.BYTES + "CPU".length();
        for (int length : new int[] {Integer.MAX_VALUE, -1}) {
            forged.putInt(lengthOfTheFirstSlopes, length);
            CRC32 checksum = new CRC32();
            checksum.update(forged.array(), 0, forged.capacity() - 4);
            forged.putInt(forged.capacity() - 4, (int) checksum.getValue());

            assertThatThrownBy(() -> ModelCodec.decode(forged.array())).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(length + " values of 8 bytes at byte 23");
        }
    }

    @Test
    void encode_modelOfAnotherMake_isRefused() {
        RuntimeModel other = new RuntimeModel() {
            @Override
            public boolean knows(DeviceKind kind) {
                return false;
            }

            @Override
            public RuntimeEstimate predict(Task task, DeviceKind kind) {
                throw new IllegalStateException("knows nothing");
            }
        };

        assertThatThrownBy(() -> ModelCodec.encode(other)).isInstanceOf(IllegalArgumentException.class);
    }

    private RuntimeModel trained(DeviceKind... kinds) {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Task task = anyTask();
            for (DeviceKind kind : kinds) {
                observations.add(new Observation(task, kind,
                        (1 + task.features()[0]) * (kind == DeviceKind.CPU ? 1 : 0.1 + random.nextDouble())));
            }
        }
        return new RuntimeForestTrainer(5).train(observations, 1);
    }

    private Task anyTask() {
        return task(GROUPS.get(random.nextInt(GROUPS.size())), random.nextDouble(1000), random.nextDouble(-5, 5));
    }

    private Task task(String group, double... features) {
        return new Task(id++, 0, group, random.nextInt(10_000), random.nextInt(100), features, new long[0]);
    }
}
