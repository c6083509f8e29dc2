package org.hybridscheduler.scheduling.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Task;
import org.junit.jupiter.api.Test;

class RuntimeForestTest {

    private static final double NOISE = 0.1;
    private static final List<String> KERNELS = List.of("gemm", "fft", "sort", "scan", "stencil");

    private final RuntimeForestTrainer trainer = new RuntimeForestTrainer(10);
    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    private long id;

    @Test
    void predict_taskOfAKnownFunction_explainsNearlyAllVariance() {
        RuntimeForest forest = trainer.train(observations(1000), 1);
        List<Task> heldOut = tasks(500);

        assertThat(rSquared(forest, DeviceKind.CPU, heldOut)).isGreaterThan(0.98);
        assertThat(rSquared(forest, DeviceKind.GPU, heldOut)).isGreaterThan(0.98);
    }

    @Test
    void predict_heldOutTasks_spreadIsOfTheSizeOfTheErrors() {
        RuntimeForest forest = trainer.train(observations(1000), 1);

        double meanSquare = tasks(500).stream().mapToDouble(task -> {
            RuntimeEstimate estimate = forest.predict(task, DeviceKind.CPU);
            double observed = logSeconds(task, DeviceKind.CPU) + NOISE * random.nextGaussian();
            return Math.pow((observed - estimate.logMean()) / estimate.logSpread(), 2);
        }).average().orElseThrow();

        assertThat(meanSquare).isBetween(0.25, 4.0);
    }

    @Test
    void train_sameObservationsAndSeed_predictsTheSameToTheLastBit() {
        List<Observation> observations = observations(600);
        RuntimeForest one = trainer.train(observations, 7);
        RuntimeForest two = trainer.train(new ArrayList<>(observations), 7);

        for (Task task : tasks(200)) {
            for (DeviceKind kind : DeviceKind.values()) {
                assertThat(one.predict(task, kind)).isEqualTo(two.predict(task, kind));
            }
        }
    }

    @Test
    void train_anotherSeed_growsAnotherForest() {
        List<Observation> observations = observations(600);
        Task task = tasks(1).get(0);

        assertThat(trainer.train(observations, 7).predict(task, DeviceKind.CPU))
                .isNotEqualTo(trainer.train(observations, 8).predict(task, DeviceKind.CPU));
    }

    @Test
    void predict_groupNeverSeen_spreadsWider() {
        RuntimeForest forest = trainer.train(observations(1000), 1);
        List<Task> tasks = tasks(200);

        double known = tasks.stream().mapToDouble(task -> forest.predict(task, DeviceKind.CPU).logSpread())
                .average().orElseThrow();
        double guessed = tasks.stream().map(task -> ofGroup("quicksort", task))
                .mapToDouble(task -> forest.predict(task, DeviceKind.CPU).logSpread()).average().orElseThrow();

        assertThat(guessed).isFinite().isGreaterThan(1.3 * known);
    }

    @Test
    void predict_taskWithoutGroup_isThatOfAGroupNeverSeen() {
        RuntimeForest forest = trainer.train(observations(300), 1);
        Task task = tasks(1).get(0);

        assertThat(forest.predict(ofGroup(null, task), DeviceKind.GPU))
                .isEqualTo(forest.predict(ofGroup("quicksort", task), DeviceKind.GPU));
    }

    @Test
    void predict_sizeFarBeyondThoseSeen_spreadsWiderButNoWiderThanIgnorance() {
        RuntimeForest forest = trainer.train(observations(1000), 1);
        double inside = forest.predict(task("fft", 9000, 20), DeviceKind.CPU).logSpread();
        double beyond = forest.predict(task("fft", 40_000, 20), DeviceKind.CPU).logSpread();
        double farBeyond = forest.predict(task("fft", 1e12, 20), DeviceKind.CPU).logSpread();

        assertThat(beyond).isGreaterThan(inside + 0.5);
        assertThat(farBeyond).isBetween(beyond, 5.0);
    }

    @Test
    void predict_sizeBeyondThoseSeen_followsThePowerLaw() {
        RuntimeForest forest = trainer.train(observations(1000), 1);
        Task twiceAsLarge = task("fft", 20_000, 20);

        assertThat(forest.predict(twiceAsLarge, DeviceKind.CPU).logMean())
                .isCloseTo(logSeconds(twiceAsLarge, DeviceKind.CPU), within(0.3));
    }

    @Test
    void predict_stepsThatNoTrendFollows_areLearnedByTheTrees() {
        List<Observation> observations = IntStream.range(0, 500)
                .mapToObj(i -> observed(numbers(random.nextDouble(100)), task -> wave(task.features()[0]))).toList();
        RuntimeForest forest = trainer.train(observations, 1);

        double worst = IntStream.of(5, 15, 30, 45, 55, 70, 95).mapToDouble(x -> Math.abs(
                forest.predict(numbers(x), DeviceKind.CPU).logMean() - Math.log(wave(x)))).max().orElseThrow();

        assertThat(worst).isLessThan(0.3);
    }

    @Test
    void predict_missingFeature_countsAsTheAverage() {
        List<Observation> observations = IntStream.range(0, 300).mapToObj(i -> {
            double feature = i % 3 == 0 ? Double.NaN : Math.expm1(i % 7);
            return observed(new Task(id++, 0, null, 0, 0, new double[] {feature}, new long[0]),
                    task -> Double.isNaN(task.features()[0]) ? 3 : task.features()[0]);
        }).toList();
        RuntimeForest forest = trainer.train(observations, 1);

        double average = observations.stream().mapToDouble(seen -> seen.task().features()[0])
                .filter(Double::isFinite).map(Math::log1p).average().orElseThrow();
        RuntimeEstimate missing = forest.predict(numbers(Double.NaN), DeviceKind.CPU);

        assertThat(missing.logMean()).isEqualTo(forest.predict(numbers(Math.expm1(average)), DeviceKind.CPU).logMean());
        assertThat(missing.logMean()).isFinite();
        assertThat(forest.predict(numbers(Double.POSITIVE_INFINITY), DeviceKind.CPU)).isEqualTo(missing);
    }

    @Test
    void train_featureMissingEverywhere_stillPredicts() {
        List<Observation> observations =
                IntStream.range(0, 50).mapToObj(i -> observed(numbers(Double.NaN), task -> 2)).toList();

        RuntimeEstimate estimate = trainer.train(observations, 1).predict(numbers(Double.NaN), DeviceKind.CPU);

        assertThat(estimate.medianSeconds()).isCloseTo(2, within(1e-6));
    }

    @Test
    void train_noFeaturesAndOneObservation_predictsIt() {
        Task bare = numbers();
        List<Observation> one = List.of(new Observation(bare, DeviceKind.GPU, 0.5));

        RuntimeForest forest = new RuntimeForestTrainer(1).train(one, 1);

        assertThat(forest.predict(bare, DeviceKind.GPU).expectedSeconds()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void knows_kindSeenTooSeldom_isFalse() {
        List<Observation> observations = new ArrayList<>(
                IntStream.range(0, 9).mapToObj(i -> observed(numbers(i), task -> 1)).toList());
        assertThat(trainer.train(observations, 1).knows(DeviceKind.CPU)).isFalse();

        observations.add(observed(numbers(9), task -> 1));

        RuntimeForest forest = trainer.train(observations, 1);
        assertThat(forest.knows(DeviceKind.CPU)).isTrue();
        assertThat(forest.knows(DeviceKind.GPU)).isFalse();
        assertThatThrownBy(() -> forest.predict(numbers(1), DeviceKind.GPU))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("GPU");
    }

    @Test
    void knows_nothingObserved_isFalse() {
        RuntimeForest forest = trainer.train(List.of(), 1);

        assertThat(forest.knows(DeviceKind.CPU)).isFalse();
        assertThat(forest.knows(DeviceKind.GPU)).isFalse();
    }

    @Test
    void predict_taskWithOtherFeatures_isRefusedWithBothCounts() {
        RuntimeForest forest = trainer.train(observations(100), 1);

        assertThatThrownBy(() -> forest.predict(numbers(1), DeviceKind.CPU))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 features, expected 2");
    }

    @Test
    void trainer_sizesOutOfRange_areRefused() {
        assertThatThrownBy(() -> new RuntimeForestTrainer(0)).hasMessageContaining("minObservations is 0");
        assertThatThrownBy(() -> new RuntimeForestTrainer(1, 1001, 8)).hasMessageContaining("trees is 1001");
        assertThatThrownBy(() -> new RuntimeForestTrainer(1, 20, 31)).hasMessageContaining("maxDepth is 31");
    }

    private double rSquared(RuntimeForest forest, DeviceKind kind, List<Task> heldOut) {
        double mean = heldOut.stream().mapToDouble(task -> logSeconds(task, kind)).average().orElseThrow();
        double total = 0;
        double residual = 0;
        for (Task task : heldOut) {
            double truth = logSeconds(task, kind);
            total += Math.pow(truth - mean, 2);
            residual += Math.pow(truth - forest.predict(task, kind).logMean(), 2);
        }
        return 1 - residual / total;
    }

    /** Power laws in size and intensity, each kernel with a constant of its own. */
    private static double logSeconds(Task task, DeviceKind kind) {
        double size = task.features()[0];
        double intensity = task.features()[1];
        double work = Math.log(size) + 0.8 * Math.log(intensity) + 0.9 * KERNELS.indexOf(task.group());
        return kind == DeviceKind.CPU ? work - 8 : 0.6 * work - 6 + 0.1 * Math.log(size);
    }

    private static double wave(double x) {
        return x < 10 || x > 60 ? 100 : x < 40 ? 1 : 10;
    }

    private List<Observation> observations(int count) {
        return tasks(count).stream().map(task -> {
            DeviceKind kind = random.nextBoolean() ? DeviceKind.CPU : DeviceKind.GPU;
            return new Observation(task, kind, Math.exp(logSeconds(task, kind) + NOISE * random.nextGaussian()));
        }).toList();
    }

    private List<Task> tasks(int count) {
        return IntStream.range(0, count).mapToObj(i -> task(KERNELS.get(random.nextInt(KERNELS.size())),
                Math.exp(random.nextDouble(Math.log(100), Math.log(10_000))), random.nextDouble(1, 100))).toList();
    }

    private Task task(String group, double size, double intensity) {
        return new Task(id++, 0, group, 8 * size, size / 1000, new double[] {size, intensity}, new long[0]);
    }

    private Task ofGroup(String group, Task task) {
        return new Task(id++, 0, group, task.transferBytes(), task.memoryMb(), task.features(), task.parents());
    }

    private Task numbers(double... features) {
        return new Task(id++, 0, null, 0, 0, features, new long[0]);
    }

    private static Observation observed(Task task, ToDoubleFunction<Task> seconds) {
        return new Observation(task, DeviceKind.CPU, seconds.applyAsDouble(task) + 1e-9);
    }
}
