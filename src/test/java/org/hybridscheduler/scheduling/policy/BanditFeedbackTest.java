package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.Outcome;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.workload.Arrival;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a device that did not run a task would have taken is nobody's business but the clairvoyant's: a run in which
 * just these times are others goes the same way.
 */
class BanditFeedbackTest {

    private static final int TASKS = 400;
    private static final StrategyRegistry REGISTRY = new StrategyRegistry();

    private final FakeCluster cluster = new FakeCluster(2, 1);

    private List<Arrival> arrivals() {
        SplittableRandom random = new SplittableRandom(11);
        List<Arrival> arrivals = new ArrayList<>();
        double now = 0;
        for (int i = 0; i < TASKS; i++) {
            now += random.nextExponential();
            double size = 1 + random.nextInt(9);
            RunTimes times =
                    new RunTimes(size * (0.2 + random.nextDouble()), 1 + 0.1 * size * random.nextDouble(), 0.01);
            arrivals.add(new Arrival(new Task(i, now, null, 0, random.nextInt(1_100),
                    new double[] {random.nextInt(5) == 0 ? Double.NaN : size}, new long[0]), times));
        }
        return arrivals;
    }

    private List<Outcome> run(String strategy, List<Arrival> arrivals) {
        Iterator<Arrival> iterator = arrivals.iterator();
        Comparison comparison = new Comparison(() -> iterator.hasNext() ? iterator.next() : null,
                Map.of(strategy, REGISTRY.create(strategy, cluster.context(strategy, List.of("compute_intensity"),
                        Map.of()))), cluster.spec(), 0, new CompletedSequences());
        while (comparison.step()) {
            assertThat(comparison.inFlight()).isPositive();
        }
        comparison.drain();
        return comparison.takeOutcomes().stream().sorted(Comparator.comparingLong(TaskOutcome::sequence))
                .map(task -> task.outcomes().get(0)).toList();
    }

    private static List<Arrival> unseenTimesChanged(List<Arrival> arrivals, List<Outcome> outcomes) {
        List<Arrival> changed = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            Placement placement = outcomes.get(i).placement();
            changed.add(new Arrival(arrival.task(), arrival.actual().scaled(placement.cpu() < 0 ? 7 : 1,
                    placement.gpu() < 0 ? 0.1 : 1)));
        }
        return changed;
    }

    private static List<Placement> placements(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::placement).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"round_robin", "random", "greedy", "hybrid_ml", "rl_agent", "bandit", "jsq", "work_stealing",
        "all_cpu", "all_gpu"})
    void place_unseenTimesAreOthers_changesNothing(String strategy) {
        List<Outcome> outcomes = run(strategy, arrivals());

        List<Outcome> again = run(strategy, unseenTimesChanged(arrivals(), outcomes));

        assertThat(placements(again)).isEqualTo(placements(outcomes)).hasSize(TASKS);
        assertThat(again).extracting(Outcome::finishSeconds)
                .isEqualTo(outcomes.stream().map(Outcome::finishSeconds).toList());
    }

    @Test
    void place_oracle_doesSeeThem() {
        List<Outcome> outcomes = run("oracle", arrivals());

        assertThat(placements(run("oracle", unseenTimesChanged(arrivals(), outcomes))))
                .isNotEqualTo(placements(outcomes));
    }
}
