package org.hybridscheduler.simulation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridscheduler.simulation.experiment.Experiments.SYNTHETIC;

import java.util.List;
import java.util.stream.IntStream;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.junit.jupiter.api.Test;

class ExperimentSpecificationTest {

    private static ExperimentSpecification of(List<String> strategies, List<Double> loads, int seeds, long tasks,
            long warmUp) {
        return Experiments.specification(strategies, List.of(SYNTHETIC), loads, seeds, tasks, warmUp);
    }

    @Test
    void cells_all_areByWorkloadLoadAndSeed() {
        assertThat(of(List.of("greedy"), List.of(0.8, 0.5), 2, 10, 0).cells()).containsExactly(
                new Cell("synthetic", 0.8, 1), new Cell("synthetic", 0.8, 2), new Cell("synthetic", 0.5, 1),
                new Cell("synthetic", 0.5, 2));
    }

    @Test
    void run_cell_isTheRunOfThatSeedAndLoad() {
        RunSpecification run = of(List.of("greedy"), List.of(0.8, 0.5), 2, 10, 3).run(new Cell("synthetic", 0.5, 2));

        assertThat(run.seed()).isEqualTo(2);
        assertThat(run.load()).hasValue(0.5);
        assertThat(run.maxTasks()).hasValue(10);
        assertThat(run.workloadDigest()).isEqualTo(SYNTHETIC.digest());
    }

    @Test
    void hash_equalSpecifications_isEqualAndOfOthersIsNot() {
        String hash = of(List.of("greedy"), List.of(0.8), 2, 10, 3).hash();

        assertThat(hash).matches("[0-9a-f]{64}").isEqualTo(of(List.of("greedy"), List.of(0.8), 2, 10, 3).hash());
        assertThat(List.of(of(List.of("random"), List.of(0.8), 2, 10, 3), of(List.of("greedy"), List.of(0.7), 2, 10, 3),
                of(List.of("greedy"), List.of(0.8), 3, 10, 3), of(List.of("greedy"), List.of(0.8), 2, 11, 3),
                of(List.of("greedy"), List.of(0.8), 2, 10, 4))).extracting(ExperimentSpecification::hash)
                .doesNotContain(hash).doesNotHaveDuplicates();
    }

    @Test
    void text_anySpecification_namesWhatEveryCellHasInCommon() {
        assertThat(of(List.of("greedy", "random"), List.of(0.8, 0.5), 2, 10, 3).text().lines()).contains(
                "strategies=greedy,random", "loads=0.8,0.5", "seeds=1,2", "tasks=10", "warm_up_tasks=3", "draw=RANDOM",
                "cluster.cpus=3", "strategy.greedy.gpu_intensity=4.0", "workload.synthetic=" + SYNTHETIC.digest())
                .noneMatch(line -> line.startsWith("seed=") || line.startsWith("load="));
    }

    @Test
    void construction_outOfRange_isRefusedWithTheRange() {
        assertThatThrownBy(() -> of(List.of(), List.of(0.8), 1, 10, 0)).hasMessageContaining("strategies is 0");
        assertThatThrownBy(() -> of(List.of("greedy", "greedy"), List.of(0.8), 1, 10, 0)).hasMessageContaining("once");
        assertThatThrownBy(() -> of(List.of("greedy"), List.of(0.0), 1, 10, 0)).hasMessageContaining("0.01 to 10");
        assertThatThrownBy(() -> of(List.of("greedy"), List.of(Double.NaN), 1, 10, 0)).hasMessageContaining("0.01 to 10");
        assertThatThrownBy(() -> of(List.of("greedy"), List.of(0.8), 1, 0, 0)).hasMessageContaining("1 to 10000000");
        assertThatThrownBy(() -> of(List.of("greedy"), List.of(0.8), 1, 10, 10)).hasMessageContaining("0 to 9");
        List<Double> loads = IntStream.rangeClosed(1, 11).mapToObj(i -> i / 10.0).toList();
        assertThatThrownBy(() -> of(List.of("greedy"), loads, 1_000, 10, 0)).hasMessageContaining("at most 10000 runs");
    }
}
