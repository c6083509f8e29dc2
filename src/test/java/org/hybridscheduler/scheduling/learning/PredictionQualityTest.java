package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hybridscheduler.scheduling.DeviceKind;
import org.junit.jupiter.api.Test;

class PredictionQualityTest {

    private final PredictionQuality quality = new PredictionQuality();

    @Test
    void latest_predictionsAsNormalAsTheySay_coverTheirShares() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            quality.add(DeviceKind.CPU, new RuntimeEstimate(1, 0.5), Math.exp(1 + 0.5 * random.nextGaussian()));
        }

        assertThat(quality.latest().within50()).isCloseTo(0.5, within(0.06));
        assertThat(quality.latest().within80()).isCloseTo(0.8, within(0.05));
        assertThat(quality.latest().within95()).isCloseTo(0.95, within(0.03));
        assertThat(quality.latest().cpuError()).isCloseTo(0.5 * 0.7979, within(0.05));
        assertThat(quality.latest().gpuError()).as("none was seen").isNaN();
    }

    @Test
    void overTime_longRun_keepsABoundedNumberOfPointsInOrder() {
        for (int i = 0; i < 100_000; i++) {
            quality.taskFinished();
        }

        assertThat(quality.overTime()).hasSizeBetween(PredictionQuality.MAX_POINTS / 2, PredictionQuality.MAX_POINTS)
                .isSortedAccordingTo((a, b) -> Long.compare(a.finishedTasks(), b.finishedTasks()));
        assertThat(quality.overTime().get(quality.overTime().size() - 1).finishedTasks()).isGreaterThan(98_000);
    }
}
