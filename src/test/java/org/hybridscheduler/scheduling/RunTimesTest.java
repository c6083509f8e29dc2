package org.hybridscheduler.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class RunTimesTest {

    @Test
    void bestGpuFraction_handComputed_isInteriorAndBeatsBothDevices() {
        RunTimes times = new RunTimes(10, 5, 1);

        assertThat(times.bestGpuFraction()).isCloseTo(9.0 / 14, within(1e-12));
        assertThat(times.bestSeconds()).isCloseTo(50.0 / 14, within(1e-12));
        assertThat(times.cpuShareSeconds(9.0 / 14)).isCloseTo(times.gpuShareSeconds(9.0 / 14), within(1e-12));
    }

    @Property
    void bestSeconds_anyTimes_noFractionOfAFineGridIsFaster(
            @ForAll @DoubleRange(min = 0.001, max = 1000) @Scale(5) double cpu,
            @ForAll @DoubleRange(min = 0.001, max = 1000) @Scale(5) double gpu,
            @ForAll @DoubleRange(min = 0, max = 1) double fixed) {
        RunTimes times = new RunTimes(cpu, gpu, fixed * gpu);

        for (int i = 0; i <= 1000; i++) {
            assertThat(times.bestSeconds()).isLessThanOrEqualTo(times.seconds(i / 1000.0) + 1e-12 * (cpu + gpu));
        }
    }

    @Property
    void bestSeconds_splitPays_exactlyWhereTheFixedPartIsShorterThanTheCpuTime(
            @ForAll @DoubleRange(min = 0.001, max = 1000) @Scale(5) double cpu,
            @ForAll @DoubleRange(min = 0.001, max = 1000) @Scale(5) double gpu,
            @ForAll @DoubleRange(min = 0, max = 0.999) @Scale(5) double fixed) {
        RunTimes times = new RunTimes(cpu, gpu, fixed * gpu);
        boolean interior = times.bestGpuFraction() > 0 && times.bestGpuFraction() < 1;

        assertThat(interior).isEqualTo(fixed * gpu < cpu);
        if (interior) {
            assertThat(times.bestSeconds()).isLessThan(times.fastestDeviceSeconds());
            assertThat(times.bestSeconds())
                    .isCloseTo(cpu * gpu / (cpu + gpu - fixed * gpu), within(1e-9 * times.bestSeconds()));
        } else {
            assertThat(times.bestSeconds()).isEqualTo(cpu);
        }
    }

    @Test
    void constructor_timesOutOfRange_areRefusedWithTheirValue() {
        assertThatThrownBy(() -> new RunTimes(0, 1, 0)).hasMessageContaining("cpuSeconds is 0.0");
        assertThatThrownBy(() -> new RunTimes(1, Double.NaN, 0)).hasMessageContaining("gpuSeconds is NaN");
        assertThatThrownBy(() -> new RunTimes(1, 1, 2)).hasMessageContaining("gpuFixedSeconds is 2.0");
    }
}
