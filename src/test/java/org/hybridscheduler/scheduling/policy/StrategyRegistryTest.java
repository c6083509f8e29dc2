package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hybridscheduler.scheduling.Binding;
import org.hybridscheduler.scheduling.Clairvoyant;
import org.hybridscheduler.scheduling.Informed;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyRegistryTest {

    private final StrategyRegistry registry = new StrategyRegistry();
    private final FakeCluster cluster = new FakeCluster(1, 1);

    @Test
    void names_all_areThoseThatClientsKnowInTheirOrder() {
        assertThat(registry.names())
                .containsExactly("round_robin", "random", "greedy", "hybrid_ml", "rl_agent", "bandit", "oracle", "eft",
                        "met", "min_min", "max_min", "sufferage", "heft", "sjf", "jsq", "dmda", "hetero_prio", "work_stealing",
                        "all_cpu", "all_gpu", "split");
    }

    @ParameterizedTest
    @CsvSource({"round_robin,EARLY,NONE", "random,EARLY,NONE", "greedy,EARLY,NONE", "hybrid_ml,LATE,PREDICTED",
        "rl_agent,LATE,PREDICTED", "bandit,EARLY,PREDICTED", "oracle,LATE,CLAIRVOYANT",
        "eft,EARLY,CLAIRVOYANT", "met,EARLY,CLAIRVOYANT",
        "min_min,LATE,CLAIRVOYANT", "max_min,LATE,CLAIRVOYANT", "sufferage,LATE,CLAIRVOYANT", "heft,LATE,CLAIRVOYANT",
        "sjf,LATE,CLAIRVOYANT", "jsq,EARLY,NONE", "dmda,EARLY,CLAIRVOYANT", "hetero_prio,LATE,CLAIRVOYANT",
        "work_stealing,LATE,NONE", "all_cpu,EARLY,NONE", "all_gpu,EARLY,NONE", "split,EARLY,CLAIRVOYANT"})
    void declared_eachStrategy_saysWhenItBindsAndWhatItKnows(String name, Binding binding, Knowledge knowledge) {
        assertThat(registry.binding(name)).isEqualTo(binding);
        assertThat(registry.declared(name).knowledge()).isEqualTo(knowledge);
        assertThat(registry.declared(name).description()).endsWith(".");
        SchedulingStrategy strategy = registry.create(name, cluster.context(name));
        assertThat(strategy.getClass().getAnnotation(Strategy.class).name()).isEqualTo(name);
        assertThat(strategy instanceof Clairvoyant || strategy instanceof Informed)
                .isEqualTo(knowledge == Knowledge.CLAIRVOYANT);
    }

    @Test
    void defaults_eachParameter_liesInItsRange() {
        for (String name : registry.names()) {
            for (Strategy.Parameter parameter : registry.declared(name).parameters()) {
                assertThat(parameter.defaultValue()).as(name + "." + parameter.name())
                        .isBetween(parameter.min(), parameter.max());
            }
            assertThat(registry.defaults(name).keySet()).containsExactlyElementsOf(
                    Arrays.stream(registry.declared(name).parameters()).map(Strategy.Parameter::name).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Oracle", "fifo"})
    void create_unknownName_listsTheValidOnes(String name) {
        assertThatThrownBy(() -> registry.create(name, cluster.context("oracle")))
                .isInstanceOf(UnknownStrategyException.class).hasMessage("No strategy '" + name
                        + "', expected one of " + String.join(", ", registry.names()));
        assertThatThrownBy(() -> registry.declared(name)).isInstanceOf(UnknownStrategyException.class);
        assertThatThrownBy(() -> registry.binding(name)).isInstanceOf(UnknownStrategyException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 100.01, Double.NaN, Double.POSITIVE_INFINITY})
    void create_parameterOutOfRange_namesItWithItsRange(double exploration) {
        StrategyContext context = cluster.context("hybrid_ml", List.of(), Map.of("exploration", exploration));

        assertThatThrownBy(() -> registry.create("hybrid_ml", context)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("strategy.hybrid_ml.exploration is " + exploration + ", expected 0.0 to 100.0");
    }

    @Test
    void create_parameterAtItsBounds_isTaken() {
        for (double exploration : new double[] {0, 100}) {
            assertThat(registry.create("hybrid_ml",
                    cluster.context("hybrid_ml", List.of(), Map.of("exploration", exploration)))).isNotNull();
        }
    }

    @Test
    void create_parameterMissing_namesIt() {
        StrategyContext without = new StrategyContext(cluster.spec(), List.of(), new SplittableRandom(1), Runnable::run,
                Map.of());

        assertThatThrownBy(() -> registry.create("greedy", without)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'gpu_intensity'");
    }
}
