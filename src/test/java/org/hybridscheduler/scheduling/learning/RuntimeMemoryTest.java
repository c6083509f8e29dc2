package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;
import org.junit.jupiter.api.Test;

class RuntimeMemoryTest {

    private final RuntimeMemory memory = new RuntimeMemory();
    private final SplittableRandom random = new SplittableRandom(3);
    private long id;

    private Task task(String group, double feature) {
        return new Task(id++, 0, group, 0, 0, new double[] {feature}, new long[0]);
    }

    private void show(String group, double feature, DeviceKind kind, double logSeconds) {
        memory.observe(new Observation(task(group, feature), kind, Math.exp(logSeconds)));
    }

    private double logMean(String group, double feature, DeviceKind kind) {
        return memory.estimate(task(group, feature)).on(kind).logMean();
    }

    @Test
    void estimate_taskSeenOften_isItsOwnMeanAndNoise() {
        for (int i = 0; i < 200; i++) {
            show("a", 1, DeviceKind.CPU, 2 + 0.3 * random.nextGaussian());
            show("b", i, DeviceKind.CPU, -3);
        }

        RuntimeEstimate estimate = memory.estimate(task("a", 1)).cpu();

        assertThat(estimate.logMean()).isCloseTo(2, within(0.1));
        assertThat(estimate.logSpread()).isCloseTo(0.3, within(0.06));
    }

    @Test
    void estimate_noisyTask_spreadsWiderThanAQuietOne() {
        for (int i = 0; i < 50; i++) {
            show("noisy", 1, DeviceKind.GPU, random.nextGaussian());
            show("quiet", 1, DeviceKind.GPU, 0.01 * random.nextGaussian());
        }

        assertThat(memory.estimate(task("noisy", 1)).gpu().logSpread()).isBetween(0.7, 1.3);
        assertThat(memory.estimate(task("quiet", 1)).gpu().logSpread()).isLessThan(0.3);
    }

    @Test
    void estimate_taskSeenLongOnACpu_isExpectedLongerOnAGpuToo() {
        for (int i = 0; i < 20; i++) {
            show("g" + i, i, DeviceKind.CPU, 0);
            show("h" + i, i, DeviceKind.GPU, 0);
        }

        show("slow", 1, DeviceKind.CPU, 3);

        assertThat(logMean("slow", 1, DeviceKind.CPU)).isCloseTo(3, within(0.3));
        assertThat(logMean("slow", 1, DeviceKind.GPU)).isBetween(0.5, 3.0);
    }

    @Test
    void estimate_otherTaskOfASlowGroup_isBetweenTheGroupAndAll() {
        for (int i = 0; i < 20; i++) {
            show("g" + i, i, DeviceKind.CPU, 0);
        }
        for (int i = 0; i < 5; i++) {
            show("slow", i, DeviceKind.CPU, 3);
        }

        assertThat(logMean("slow", 99, DeviceKind.CPU)).isBetween(1.0, 3.0)
                .isGreaterThan(logMean("never seen", 99, DeviceKind.CPU) + 0.5);
    }

    /** Each task is new, of a group that scatters by 0.8: three in four are unknown factors. */
    @Test
    void estimate_newTasks_intervalsCoverWhatTheySay() {
        int within80 = 0;
        for (int i = 0; i < 3_000; i++) {
            Task task = task("g" + i % 30, i);
            DeviceKind kind = i % 3 == 0 ? DeviceKind.GPU : DeviceKind.CPU;
            double observed = i % 30 * 0.1 + 0.8 * random.nextGaussian();
            RuntimeEstimate estimate = memory.estimate(task).on(kind);
            if (i >= 1_000 && Math.abs(observed - estimate.logMean()) < 1.2816 * estimate.logSpread()) {
                within80++;
            }
            memory.observe(new Observation(task, kind, Math.exp(observed)));
        }

        assertThat(within80 / 2_000.0).isBetween(0.75, 0.87);
    }

    @Test
    void expectedSeconds_halfWay_isTheMeanResidualLife() {
        RuntimeEstimate estimate = new RuntimeEstimate(0, 1);
        double sum = 0;
        int longer = 0;
        for (int i = 0; i < 400_000; i++) {
            double life = Math.exp(random.nextGaussian());
            if (life > 1) {
                sum += life - 1;
                longer++;
            }
        }

        assertThat(RemainingTime.expectedSeconds(estimate, 1)).isCloseTo(sum / longer, within(0.03));
        assertThat(RemainingTime.expectedSeconds(estimate, 0)).isCloseTo(Math.exp(0.5), within(1e-9));
        assertThat(RemainingTime.expectedSeconds(estimate, 1_000)).as("the prediction has failed").isEqualTo(250);
    }
}
