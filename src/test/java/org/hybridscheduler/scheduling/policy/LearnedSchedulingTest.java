package org.hybridscheduler.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.simulation.engine.Comparison;
import org.hybridscheduler.simulation.engine.CompletedSequences;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.StreamSpec;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.junit.jupiter.api.Test;

/** What learning is worth, on recorded rows whose features tell of their times, but not all. */
class LearnedSchedulingTest {

    private static final int TASKS = 4_000;
    private static final int SETTLED = 1_000;
    private static final List<String> UNINFORMED = List.of("round_robin", "random", "greedy", "jsq", "bandit");

    private final ClusterSpec cluster = new FakeCluster(4, 2).spec();
    private final StrategyRegistry registry = new StrategyRegistry();

    /** 300 rows of 12 groups: each group a power law of its own in one feature, a second one tells nothing. */
    private static RecordedWorkload workload(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] laws = new double[12][];
        for (int i = 0; i < laws.length; i++) {
            laws[i] = random.doubles(4, -0.8, 0.8).toArray();
        }
        List<RecordedTask> tasks = new ArrayList<>();
        for (int row = 0; row < 300; row++) {
            int group = row % laws.length;
            double size = random.nextGaussian();
            double cpu = -3 + laws[group][0] + (1 + laws[group][1]) * size + 0.3 * random.nextGaussian();
            double speedUp = 1 + 2 * laws[group][2] + laws[group][3] * size + 0.3 * random.nextGaussian();
            tasks.add(new RecordedTask(Math.exp(cpu), Math.exp(cpu - speedUp), Double.NaN, "g" + group, 0, 0, 0.12,
                    new double[] {Math.exp(5 + 2 * size), random.nextDouble()}, new int[0]));
        }
        return new RecordedWorkload("invented", List.of("size", "salt"), tasks);
    }

    /** Mean turnaround of the tasks after the first 1,000, by strategy. */
    private Map<String, Double> run(long seed) {
        RecordedWorkload workload = workload(seed);
        Map<String, SchedulingStrategy> strategies = new LinkedHashMap<>();
        for (String name : List.of("hybrid_ml", "oracle", "round_robin", "random", "greedy", "jsq", "bandit",
                "rl_agent")) {
            strategies.put(name, registry.create(name, new StrategyContext(cluster, workload.featureNames(),
                    new SplittableRandom(seed), Runnable::run, registry.defaults(name))));
        }
        Comparison comparison = new Comparison(workload.open(new StreamSpec(seed, Draw.RANDOM, OptionalDouble.of(0.8),
                OptionalDouble.empty(), OptionalLong.of(TASKS), 0), cluster), strategies, cluster, 0,
                new CompletedSequences());
        boolean more = true;
        while (more) {
            more = comparison.step();
        }
        comparison.drain();
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (TaskOutcome task : comparison.takeOutcomes()) {
            task.outcomes().stream().filter(outcome -> task.sequence() >= SETTLED && !outcome.rejected())
                    .forEach(outcome -> {
                        double[] sum = sums.computeIfAbsent(outcome.strategy(), any -> new double[2]);
                        sum[0] += outcome.turnaroundSeconds();
                        sum[1]++;
                    });
        }
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((name, sum) -> means.put(name, sum[0] / sum[1]));
        return means;
    }

    @Test
    void run_afterAThousandTasks_isNearTheClairvoyantAndAheadOfTheUninformed() {
        double ratio = 0;
        double reinforced = 0;
        for (long seed = 1; seed <= 5; seed++) {
            Map<String, Double> means = run(seed);
            double learned = means.get("hybrid_ml");
            ratio += learned / means.get("oracle") / 5;
            reinforced += means.get("rl_agent") / learned / 5;
            UNINFORMED.forEach(name -> assertThat(means.get(name)).as(name).isGreaterThan(1.5 * learned));
        }

        assertThat(ratio).isLessThan(1.5);
        assertThat(reinforced).as("rl_agent, which predicts too").isGreaterThan(1.1);
    }

    @Test
    void run_sameSeed_isTheSameToTheLastBit() {
        assertThat(run(7)).isEqualTo(run(7));
    }

    /** 80 groups, one after the other, 40 rows each; of a new one only its features tell, and not much. */
    private static RecordedWorkload groupsThatFollowEachOther(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RecordedTask> tasks = new ArrayList<>();
        for (int group = 0; group < 80; group++) {
            double level = -3 + random.nextGaussian();
            double hint = random.nextGaussian();
            double speedUp = 0.4 + 0.6 * hint + 0.8 * random.nextGaussian();
            for (int row = 0; row < 40; row++) {
                double size = random.nextGaussian();
                double cpu = level + size + 0.3 * random.nextGaussian();
                tasks.add(new RecordedTask(Math.exp(cpu), Math.exp(cpu - speedUp + 0.3 * random.nextGaussian()),
                        Double.NaN, "g" + group, 0, 0, 0.12, new double[] {Math.exp(5 + size), Math.exp(hint)},
                        new int[0]));
            }
        }
        return new RecordedWorkload("invented", List.of("size", "hint"), tasks);
    }

    @Test
    void run_groupsNeverSeen_areServedNoSlowerThanByTheBetterKindAlone() {
        double learned = 0;
        double onCpus = 0;
        double onGpus = 0;
        for (long seed = 1; seed <= 6; seed++) {
            RecordedWorkload workload = groupsThatFollowEachOther(seed);
            SchedulingStrategy strategy = registry.create("hybrid_ml", new StrategyContext(cluster,
                    workload.featureNames(), new SplittableRandom(seed), Runnable::run, registry.defaults("hybrid_ml")));
            Comparison comparison = new Comparison(workload.open(new StreamSpec(seed, Draw.IN_ORDER,
                    OptionalDouble.of(0.3), OptionalDouble.empty(), OptionalLong.of(3_200), 0), cluster),
                    Map.of("hybrid_ml", strategy), cluster, 0, new CompletedSequences());
            boolean more = true;
            while (more) {
                more = comparison.step();
            }
            comparison.drain();
            for (TaskOutcome task : comparison.takeOutcomes()) {
                if (task.sequence() >= 400 && task.sequence() % 40 == 0) {
                    learned += task.outcomes().get(0).finishSeconds() - task.outcomes().get(0).startSeconds();
                    onCpus += task.actual().cpuSeconds();
                    onGpus += task.actual().gpuSeconds();
                }
            }
        }

        assertThat(learned).isLessThan(Math.min(onCpus, onGpus));
    }
}
