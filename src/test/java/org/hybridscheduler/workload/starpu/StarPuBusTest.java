package org.hybridscheduler.workload.starpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.hybridscheduler.workload.Texts;
import org.hybridscheduler.workload.WorkloadFormatException;
import org.junit.jupiter.api.Test;

class StarPuBusTest {

    private static final String BANDWIDTH = "# to 0\t\tto 1\t\tto 2\t\t\n0.000000\t6030.5\tnan\n6517.25 0.000000 nan\n"
            + "nan\tnan\tnan\n";
    private static final String LATENCY = "# to 0\t\tto 1\t\tto 2\t\t\n0.000000\t9.8\tnan\n10.5 0.000000 nan\n"
            + "nan\tnan\tnan\n";

    @Test
    void read_matrices_areInBytesAndSeconds() throws IOException {
        StarPuBus bus = StarPuBus.read(Texts.stream(BANDWIDTH), Texts.stream(LATENCY));
        assertThat(bus.nodes()).as("the host and one GPU").isEqualTo(2);
        assertThat(bus.bytesPerSecond(0, 1)).isEqualTo(6030.5e6);
        assertThat(bus.bytesPerSecond(1, 0)).isEqualTo(6517.25e6);
        assertThat(bus.latencySeconds(0, 1)).isCloseTo(9.8e-6, within(1e-15));
    }

    @Test
    void read_badValue_isNamedWithItsPlace() {
        assertThatThrownBy(() -> StarPuBus.read(Texts.stream(BANDWIDTH.replace("6517.25", "fast")),
                Texts.stream(LATENCY))).isInstanceOf(WorkloadFormatException.class)
                .hasMessageContaining("line 3, column 1 (to 0): 'fast', expected a number");
        assertThatThrownBy(() -> StarPuBus.read(Texts.stream(BANDWIDTH.replace("6517.25 ", "")),
                Texts.stream(LATENCY))).hasMessageContaining("expected a square matrix");
        assertThatThrownBy(() -> StarPuBus.read(Texts.stream(BANDWIDTH), Texts.stream("# to 0\n0.0\n")))
                .hasMessageContaining("Maybe they are of two hosts?");
    }
}
