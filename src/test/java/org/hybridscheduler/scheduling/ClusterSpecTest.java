package org.hybridscheduler.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.junit.jupiter.api.Test;

class ClusterSpecTest {

    private static final ClusterSpec CLUSTER =
            new ClusterSpec(2, 1, 1000, 0, 1e9, new Power(10, 100), new Power(20, 300), 0.01, 0.1, 10);

    @Test
    void energyJoules_handComputed_isIdlePowerAllTheTimeAndTheRestWhileBusy() {
        assertThat(CLUSTER.energyJoules(10, 4, 5)).isEqualTo(10 * (2 * 10 + 20) + 4 * 90 + 5 * 280);
    }

    @Property
    void energyJoules_anyUse_liesBetweenAllIdleAndAllActive(@ForAll @DoubleRange(min = 0, max = 1) double cpuUse,
            @ForAll @DoubleRange(min = 0, max = 1) double gpuUse) {
        assertThat(CLUSTER.energyJoules(100, 200 * cpuUse, 100 * gpuUse)).isBetween(100.0 * 40, 100.0 * 500 + 1e-6);
    }

    @Test
    void kindAndName_byNumber_areCpusFirst() {
        assertThat(CLUSTER.kind(1)).isEqualTo(DeviceKind.CPU);
        assertThat(CLUSTER.kind(2)).isEqualTo(DeviceKind.GPU);
        assertThat(CLUSTER.deviceName(1)).isEqualTo("cpu_1");
        assertThat(CLUSTER.deviceName(2)).isEqualTo("gpu_0");
    }

    @Test
    void constructor_noDevice_isRefused() {
        assertThatThrownBy(() -> new ClusterSpec(0, 0, 1, 0, 1, new Power(0, 0), new Power(0, 0), 0, 0, 1))
                .hasMessageContaining("cpus + gpus is 0");
    }
}
