package org.hybridscheduler.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.workload.Arrival;
import org.hybridscheduler.workload.MakespanBound;
import org.junit.jupiter.api.Test;

/** The tiled Cholesky factorisation with the times that StarPU measured on its host mirage, tiles of 960 by 960 floats. */
class TiledCholeskyTest {

    private static final Path MEASURED = Path.of("../shared/data/starpu-perfmodels.csv");
    private static final ClusterSpec MIRAGE = TestTasks.cluster(9, 3, 10_000);
    private static final long TILE_BYTES = 960 * 960 * 4;

    private final Map<String, RunTimes> kernels = new HashMap<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    /** The task that last wrote a tile. */
    private final Map<List<Integer>, Long> writers = new HashMap<>();

    private void readKernels() throws IOException {
        assumeThat(MEASURED).exists();
        Map<String, Double> seconds;
        try (var lines = Files.lines(MEASURED)) {
            seconds = lines.map(line -> line.split(",")).filter(row -> row[0].equals("mirage"))
                    .filter(row -> row[2].equals("cuda") || row[4].equals("1"))
                    .collect(Collectors.groupingBy(row -> row[1] + "/" + row[2] + "/" + row[5],
                            Collectors.averagingDouble(row -> Double.parseDouble(row[7]) / 1e6)));
        }
        for (Map.Entry<String, Integer> tiles : Map.of("potrf", 1, "trsm", 2, "syrk", 2, "gemm", 3).entrySet()) {
            String kernel = "chol_model_" + tiles.getKey();
            double gpu = seconds.get(kernel + "/cuda/" + tiles.getValue() * TILE_BYTES);
            kernels.put(tiles.getKey(),
                    new RunTimes(seconds.get(kernel + "/cpu/" + tiles.getValue() * TILE_BYTES), gpu, gpu));
        }
    }

    private void factorise(int tiles) {
        for (int k = 0; k < tiles; k++) {
            task("potrf", tile(k, k));
            for (int i = k + 1; i < tiles; i++) {
                task("trsm", tile(i, k), tile(k, k));
            }
            for (int i = k + 1; i < tiles; i++) {
                task("syrk", tile(i, i), tile(i, k));
                for (int j = k + 1; j < i; j++) {
                    task("gemm", tile(i, j), tile(i, k), tile(j, k));
                }
            }
        }
    }

    private static List<Integer> tile(int row, int column) {
        return List.of(row, column);
    }

    /** Comes after those that wrote the tile before, and the tiles that it reads. */
    @SafeVarargs
    private void task(String kernel, List<Integer> written, List<Integer>... read) {
        long id = arrivals.size();
        LongStream.Builder parents = LongStream.builder();
        List<List<Integer>> used = new ArrayList<>(List.of(read));
        used.add(written);
        used.stream().filter(writers::containsKey).forEach(tile -> parents.add(writers.get(tile)));
        arrivals.add(TestTasks.arrival(id, 0, kernels.get(kernel), 0, parents.build().toArray()));
        writers.put(written, id);
    }

    private double makespanOverBound(String strategy) {
        Comparison comparison = new Comparison(TestTasks.stream(arrivals), Map.of(strategy,
                new StrategyRegistry().create(strategy, MakespanTheoryTest.context(strategy, MIRAGE))), MIRAGE, 0,
                new CompletedSequences());
        while (comparison.step()) {
            // Until all have arrived.
        }
        comparison.drain();
        double makespan = comparison.takeOutcomes().stream().mapToDouble(task -> task.outcomes().get(0).finishSeconds())
                .max().orElseThrow();
        return makespan / MakespanBound.of(arrivals, MIRAGE);
    }

    @Test
    void heft_twentyFourTiles_isWithinAFifthOfTheBound() throws IOException {
        readKernels();
        factorise(24);

        assertThat(arrivals).hasSize(2_600);
        assertThat(makespanOverBound("heft")).isBetween(1.0, 1.2);
    }

    /** Those that go by run times are far ahead of one that draws a device at random. */
    @Test
    void strategies_twelveTiles_areInTheKnownOrder() throws IOException {
        readKernels();
        factorise(12);

        double random = makespanOverBound("random");
        assertThat(random).isGreaterThan(5);
        for (String informed : List.of("eft", "dmda", "heft", "max_min")) {
            assertThat(makespanOverBound(informed)).as(informed).isLessThan(2);
        }
        assertThat(makespanOverBound("work_stealing")).isBetween(1.5, random / 2);
        assertThat(makespanOverBound("hetero_prio")).isBetween(1.5, random / 2);
    }
}
