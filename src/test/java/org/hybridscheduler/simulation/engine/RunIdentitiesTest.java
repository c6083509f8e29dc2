package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.Failures;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.SchedulingStrategy;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.simulation.engine.TestTasks.FirstComeFirstServed;
import org.hybridscheduler.workload.Arrival;

/** What holds on every run to the last digits, whatever the tasks, the cluster and the strategy. */
class RunIdentitiesTest {

    private static final int TASKS = 150;

    /** Places anywhere, splits among them. */
    private static final class Anywhere implements EarlyBinding {

        private final SplittableRandom random;

        Anywhere(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public Placement place(Task task, ClusterView view) {
            List<Placement> possible = new ArrayList<>();
            double fraction = 0.1 + 0.8 * random.nextDouble();
            for (int device = 0; device < view.devices(); device++) {
                if (view.fits(task, device, 1)) {
                    possible.add(Placement.on(view.kind(device), device));
                }
                if (view.kind(device) == DeviceKind.GPU && view.kind(0) == DeviceKind.CPU
                        && view.fits(task, device, fraction)) {
                    possible.add(Placement.split(0, device, fraction));
                }
            }
            return possible.get(random.nextInt(possible.size()));
        }
    }

    private static ClusterSpec cluster(SplittableRandom random) {
        int cpus = random.nextInt(4);
        ClusterSpec plain = TestTasks.cluster(cpus, random.nextInt(3) + (cpus == 0 ? 1 : 0), 1 + random.nextInt(40));
        Failures failures = random.nextBoolean() ? Failures.NONE
                : new Failures(20 + 100 * random.nextDouble(), 0.5 + 5 * random.nextDouble());
        return TestTasks.cluster(plain, Transfers.values()[random.nextInt(3)], failures);
    }

    /** Memory, bytes and DAGs; several arrivals at one moment. */
    private static List<Arrival> arrivals(SplittableRandom random) {
        List<Arrival> arrivals = new ArrayList<>();
        double now = 5;
        for (int i = 0; i < TASKS; i++) {
            now += random.nextInt(3) == 0 ? 0 : random.nextExponential();
            double gpu = 0.05 + random.nextExponential();
            RunTimes times = new RunTimes(0.05 + 3 * random.nextExponential(), gpu, 0.2 * random.nextDouble() * gpu);
            long[] parents = i < 10 ? new long[0]
                    : random.longs(random.nextInt(3), i - 10, i).distinct().sorted().toArray();
            arrivals.add(new Arrival(new Task(i, now, "g" + i % 3, 5e8 * random.nextExponential(), random.nextInt(1_200),
                    new double[0], parents), times));
        }
        return arrivals;
    }

    private record Run(List<TaskOutcome> outcomes, List<ClusterStatus> clusters) {
    }

    private static Run run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ClusterSpec cluster = cluster(random);
        Map<String, SchedulingStrategy> strategies = new LinkedHashMap<>();
        strategies.put("anywhere", new Anywhere(seed));
        strategies.put("fcfs", new FirstComeFirstServed());
        Comparison comparison = new Comparison(TestTasks.stream(arrivals(random)), strategies, cluster, 0,
                new CompletedSequences(), name -> DecisionListener.NONE, seed);
        while (comparison.step()) {
            assertThat(comparison.clusters()).hasSize(2);
        }
        comparison.drain();
        return new Run(comparison.takeOutcomes(), comparison.clusters());
    }

    @Property(tries = 300)
    void run_anything_keepsLittlesLawUtilisationAndEnergy(@ForAll long seed,
            @ForAll @IntRange(min = 0, max = 1) int strategy) {
        Run run = run(seed);
        ClusterSpec cluster = cluster(new SplittableRandom(seed));
        ClusterStatus status = run.clusters().get(strategy);
        double turnarounds = 0;
        double held = status.lostSeconds();
        double cpuBusy = 0;
        double gpuBusy = 0;
        for (TaskOutcome task : run.outcomes()) {
            Outcome outcome = task.outcomes().get(strategy);
            if (!outcome.rejected()) {
                turnarounds += outcome.turnaroundSeconds();
                held += (outcome.finishSeconds() - outcome.startSeconds()) * (outcome.placement().isSplit() ? 2 : 1);
                cpuBusy += outcome.cpuSeconds();
                gpuBusy += outcome.gpuSeconds();
                assertThat(outcome.turnaroundSeconds()).isGreaterThanOrEqualTo(task.lowerBoundSeconds() - 1e-9);
                assertThat(outcome.waitingSeconds()).isNotNegative();
            }
        }
        assertThat(run.outcomes()).hasSize(TASKS);
        assertThat(status.inSystem()).isZero();
        double horizon = status.now() - run.outcomes().stream().mapToDouble(task -> task.task().arrivalSeconds())
                .min().orElseThrow();
        assertThat(status.taskSeconds()).as("L H = sum of turnarounds (Little 1961)")
                .isCloseTo(turnarounds, within(1e-9 * (1 + turnarounds)));
        assertThat(Arrays.stream(status.utilization()).sum() * horizon).as("utilisation = work / time")
                .isCloseTo(held, within(1e-9 * (1 + held)));
        double energy = cluster.energyJoules(horizon, cpuBusy, gpuBusy);
        assertThat(energy).isBetween(horizon * (cluster.cpus() * 10 + cluster.gpus() * 20) * (1 - 1e-12),
                horizon * (cluster.cpus() * 100 + cluster.gpus() * 300) * (1 + 1e-12));
    }

    @Property(tries = 50)
    void run_twice_isTheSameToTheLastBit(@ForAll long seed) {
        Run first = run(seed);
        Run second = run(seed);

        assertThat(first.outcomes()).extracting(TaskOutcome::outcomes)
                .isEqualTo(second.outcomes().stream().map(TaskOutcome::outcomes).toList());
        assertThat(first.clusters()).usingRecursiveComparison().isEqualTo(second.clusters());
    }

    /** No device runs two tasks at once, no child before its parents; transfers and failures or not. */
    @Property(tries = 100)
    void run_anything_isASchedule(@ForAll long seed, @ForAll @IntRange(min = 0, max = 1) int strategy) {
        Map<Long, Outcome> outcomes = new LinkedHashMap<>();
        Map<Long, Task> tasks = new LinkedHashMap<>();
        run(seed).outcomes().forEach(task -> {
            tasks.put(task.task().id(), task.task());
            outcomes.put(task.task().id(), task.outcomes().get(strategy));
        });
        List<Outcome> inOrder = outcomes.values().stream().filter(outcome -> !outcome.rejected())
                .sorted((a, b) -> Double.compare(a.startSeconds(), b.startSeconds())).toList();
        Map<Integer, Double> freeAt = new LinkedHashMap<>();
        for (Outcome outcome : inOrder) {
            for (int device : new int[] {outcome.placement().cpu(), outcome.placement().gpu()}) {
                if (device >= 0) {
                    assertThat(outcome.startSeconds()).isGreaterThanOrEqualTo(freeAt.getOrDefault(device, 0.0));
                    freeAt.put(device, outcome.finishSeconds());
                }
            }
        }
        tasks.forEach((id, task) -> {
            for (long parent : task.parents()) {
                if (outcomes.get(parent).rejected()) {
                    assertThat(outcomes.get(id).rejected()).isTrue();
                } else if (!outcomes.get(id).rejected()) {
                    assertThat(outcomes.get(id).startSeconds())
                            .isGreaterThanOrEqualTo(outcomes.get(parent).finishSeconds());
                }
            }
        });
    }
}
