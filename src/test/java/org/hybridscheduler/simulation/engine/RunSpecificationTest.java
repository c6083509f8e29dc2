package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.Failures;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.simulation.engine.RunSpecification.Arrivals;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.junit.jupiter.api.Test;

class RunSpecificationTest {

    private static RunSpecification specification(long seed, OptionalDouble load) {
        return new RunSpecification("synthetic", "ab12", Draw.RANDOM, seed, load, OptionalDouble.of(0.1),
                OptionalLong.of(100), TestTasks.cluster(4, 2, 1000), List.of("random", "oracle"),
                Map.of("hybrid_ml.window", 1000.0, "hybrid_ml.retrain_every", 50.0));
    }

    @Test
    void parse_itsOwnText_isEqual() {
        RunSpecification specification = specification(7, OptionalDouble.of(0.8));

        assertThat(RunSpecification.parse(specification.text())).isEqualTo(specification);
        assertThat(RunSpecification.parse(specification(7, OptionalDouble.empty()).text()).load()).isEmpty();
    }

    @Test
    void parse_transfersAndFailures_areInTheTextWhereTheySaySomething() {
        ClusterSpec plain = TestTasks.cluster(4, 2, 1000);
        RunSpecification old = specification(7, OptionalDouble.empty());
        RunSpecification moving = new RunSpecification("synthetic", "ab12", Draw.RANDOM, 7, OptionalDouble.empty(),
                OptionalDouble.of(0.1), OptionalLong.of(100), TestTasks.cluster(plain, Transfers.OVERLAPPED,
                        new Failures(1000, 5)), List.of("random", "oracle"), Map.of());

        assertThat(RunSpecification.parse(moving.text())).isEqualTo(moving);
        assertThat(moving.text()).contains("cluster.transfers=OVERLAPPED\n", "cluster.mean_seconds_to_failure=1000.0\n",
                "cluster.mean_seconds_to_repair=5.0\n");
        assertThat(old.text()).as("as an older version wrote it").doesNotContain("transfers", "mean_seconds");
        assertThat(RunSpecification.parse(old.text()).cluster()).isEqualTo(plain);
    }

    @Test
    void hash_equalSpecifications_isEqualAndElseDiffers() {
        assertThat(specification(7, OptionalDouble.of(0.8)).hash())
                .isEqualTo(specification(7, OptionalDouble.of(0.8)).hash())
                .isNotEqualTo(specification(8, OptionalDouble.of(0.8)).hash())
                .isNotEqualTo(specification(7, OptionalDouble.empty()).hash()).hasSize(64);
    }

    @Test
    void parametersOf_aStrategy_areItsOwn() {
        assertThat(specification(7, OptionalDouble.empty()).parametersOf("hybrid_ml"))
                .containsOnly(Map.entry("window", 1000.0), Map.entry("retrain_every", 50.0));
    }

    @Test
    void parse_lineMissing_namesIt() {
        assertThatThrownBy(() -> RunSpecification.parse("seed=1\n")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cluster.cpus");
    }

    @Test
    void parse_textWithArrivals_namesBothSourcesAndIsAnotherRun() {
        RunSpecification without = specification(1, OptionalDouble.empty());
        RunSpecification with = new RunSpecification(without.workload(), without.workloadDigest(), without.draw(),
                without.seed(), without.load(), without.noiseCv(), without.maxTasks(), without.cluster(),
                without.strategies(), without.parameters(), Optional.of(new Arrivals("philly", "cd34")));
        assertThat(with.text()).contains("workload=synthetic\n", "arrivals=philly\n", "arrivals_digest=cd34\n");
        assertThat(RunSpecification.parse(with.text())).isEqualTo(with);
        assertThat(without.text()).as("what stored runs have").doesNotContain("arrivals");
        assertThat(RunSpecification.parse(without.text()).arrivals()).isEmpty();
        assertThat(with.hash()).isNotEqualTo(without.hash());
    }
}
