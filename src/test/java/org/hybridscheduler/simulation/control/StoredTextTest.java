package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTextTest {

    private final RunSpecification specification = Runs.specification(Runs.SYNTHETIC, OptionalLong.of(7));

    @ParameterizedTest
    @ValueSource(doubles = {0, 20, 0.1, 1e6})
    void of_specificationAndPace_givesBothBack(double pace) {
        String text = StoredText.of(specification, pace);

        assertThat(StoredText.pace(text)).isEqualTo(pace);
        assertThat(RunSpecification.parse(text)).isEqualTo(specification);
        assertThat(RunSpecification.parse(text).hash()).as("no result depends on the pace")
                .isEqualTo(specification.hash());
    }

    @Test
    void pace_textWithoutOne_saysSo() {
        assertThatThrownBy(() -> StoredText.pace(specification.text())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pace_tasks_per_second");
    }
}
