package org.hybridscheduler.workload.tiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.Texts;
import org.hybridscheduler.workload.starpu.StarPuKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiledMatrixTest {

    private static final Path MODELS = Texts.DATA.resolve("starpu-perfmodels.csv");
    private static final Map<Kernel, KernelTimes> TIMES = new EnumMap<>(Kernel.class);

    static {
        for (Kernel kernel : Kernel.values()) {
            TIMES.put(kernel, new KernelTimes(1 + kernel.ordinal(), 0.5, 0.1));
        }
    }

    private static RecordedWorkload of(Factorization factorization, int tiles) {
        return TiledMatrix.workload("w", factorization, tiles, 100, TIMES);
    }

    /** Counts by formula; the longest chain is POTRF, TRSM, SYRK for each step (3 N - 2), and likewise for the others. */
    @ParameterizedTest
    @CsvSource({"CHOLESKY, 20, 1540, 58", "CHOLESKY, 24, 2600, 70", "CHOLESKY, 1, 1, 1", "LU, 20, 2870, 58",
        "LU, 1, 1, 1", "QR, 1, 1, 1", "QR, 2, 5, 4", "QR, 20, 2870, 0"})
    void workload_tiles_hasTheTasksAndTheLongestChainOfTheFormula(Factorization factorization, int tiles, int tasks,
            int chain) {
        RecordedWorkload workload = of(factorization, tiles);
        assertThat(workload.tasks()).hasSize(tasks);
        assertThat(factorization.tasks(tiles)).isEqualTo(tasks);
        if (chain > 0) {
            assertThat(longestChain(workload.tasks())).isEqualTo(chain);
        }
    }

    private static int longestChain(List<RecordedTask> tasks) {
        int[] chain = new int[tasks.size()];
        int longest = 0;
        for (int row = 0; row < chain.length; row++) {
            for (int parent : tasks.get(row).parents()) {
                chain[row] = Math.max(chain[row], chain[parent]);
            }
            chain[row]++;
            longest = Math.max(longest, chain[row]);
        }
        return longest;
    }

    @Test
    void workload_kernelsOfCholesky_areAsManyAsTheFormulaSays() {
        Map<String, Long> kernels = new TreeMap<>();
        of(Factorization.CHOLESKY, 10).tasks().forEach(task -> kernels.merge(task.group(), 1L, Long::sum));
        assertThat(kernels).isEqualTo(Map.of("potrf", 10L, "trsm", 45L, "syrk", 45L, "gemm", 120L));
    }

    /** By hand: POTRF(0), TRSM(1,0), TRSM(2,0), SYRK(1,0), SYRK(2,0), GEMM(2,1,0), POTRF(1), TRSM(2,1), SYRK, POTRF. */
    @Test
    void workload_choleskyOfThreeTiles_hasTheEdgesDrawnByHand() {
        RecordedWorkload workload = of(Factorization.CHOLESKY, 3);
        assertThat(workload.tasks()).extracting(RecordedTask::group).containsExactly("potrf", "trsm", "trsm", "syrk",
                "syrk", "gemm", "potrf", "trsm", "syrk", "potrf");
        assertThat(workload.tasks()).extracting(RecordedTask::parents).containsExactly(new int[] {}, new int[] {0},
                new int[] {0}, new int[] {1}, new int[] {2}, new int[] {1, 2}, new int[] {3}, new int[] {5, 6},
                new int[] {4, 7}, new int[] {8});
        RecordedTask gemm = workload.tasks().get(5);
        assertThat(gemm.transferBytes()).isEqualTo(300);
        assertThat(gemm.parentBytes()).containsExactly(100, 100);
        assertThat(gemm.cpuSeconds()).isEqualTo(TIMES.get(Kernel.GEMM).cpuSeconds());
    }

    /** By hand: GEQRT, UNMQR, TSQRT, TSMQR, GEQRT; UNMQR and TSQRT may run at once. */
    @Test
    void workload_qrOfTwoTiles_hasTheEdgesDrawnByHand() {
        assertThat(of(Factorization.QR, 2).tasks()).extracting(RecordedTask::parents).containsExactly(new int[] {},
                new int[] {0}, new int[] {0}, new int[] {1, 2}, new int[] {3});
    }

    @ParameterizedTest
    @CsvSource({"CHOLESKY", "LU", "QR"})
    void workload_bytesOfParents_areNeverMoreThanTheInput(Factorization factorization) {
        assertThat(of(factorization, 8).tasks()).allSatisfy(task ->
                assertThat(DoubleStream.of(task.parentBytes()).sum()).isBetween(0.0, task.transferBytes()));
    }

    @Test
    void workload_kernelWithoutTimesOrTooManyTiles_isRefused() {
        assertThatThrownBy(() -> TiledMatrix.workload("w", Factorization.QR, 2, 1, Map.of()))
                .hasMessageContaining("QR runs [GEQRT");
        assertThatThrownBy(() -> of(Factorization.LU, 129)).hasMessageContaining("129 tiles");
    }

    @Test
    void estimated_qrTimes_followTheOperationCounts() {
        Map<Kernel, KernelTimes> qr = QrTimes.estimated(Map.of(Kernel.GETRF, new KernelTimes(2, 1, 0),
                Kernel.GEMM, new KernelTimes(6, 0.2, 0)));
        assertThat(qr.get(Kernel.GEQRT).cpuSeconds()).isCloseTo(4, within(1e-12));
        assertThat(qr.get(Kernel.TSQRT).gpuSeconds()).isCloseTo(3, within(1e-12));
        assertThat(qr.get(Kernel.UNMQR).cpuSeconds()).isCloseTo(6, within(1e-12));
        assertThat(qr.get(Kernel.TSMQR).gpuSeconds()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void read_realModels_giveTheTimesOfTilesOfMirage() throws IOException {
        assumeThat(MODELS).as("real data").exists();
        try (InputStream in = Files.newInputStream(MODELS)) {
            StarPuKernels kernels = StarPuKernels.read(in, "mirage", 960);
            assertThat(kernels.tileBytes()).isEqualTo(3_686_400);
            assertThat(kernels.cholesky()).containsOnlyKeys(Factorization.CHOLESKY.kernels());
            assertThat(kernels.lu()).containsOnlyKeys(Factorization.LU.kernels());
            KernelTimes gemm = kernels.cholesky().get(Kernel.GEMM);
            assertThat(gemm.cpuSeconds() / gemm.gpuSeconds()).as("GPUs shine at GEMM").isGreaterThan(10);
        }
        try (InputStream in = Files.newInputStream(MODELS)) {
            StarPuKernels other = StarPuKernels.read(in, "mirage", 961);
            assertThatThrownBy(other::lu).hasMessageContaining("was not measured on both kinds of device");
        }
    }
}
