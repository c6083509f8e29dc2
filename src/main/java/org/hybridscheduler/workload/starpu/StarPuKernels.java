package org.hybridscheduler.workload.starpu;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.workload.BadLines;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.tiled.Kernel;
import org.hybridscheduler.workload.tiled.KernelTimes;

/**
 * StarPU's measured times per tile, for the kernels of tiled factorizations on one host: single-precision Cholesky
 * ({@code chol_model_*}) and LU ({@code starpu_slu_lu_model_*}).
 */
public final class StarPuKernels {

    private static final int BYTES_PER_NUMBER = 4;

    /** A kernel's codelet, and the tiles that StarPU's size counts. */
    private record Codelet(String name, int tiles) {
    }

    private static final Map<Kernel, Codelet> CHOLESKY = Map.of(
            Kernel.POTRF, new Codelet("chol_model_potrf", 1), Kernel.TRSM, new Codelet("chol_model_trsm", 2),
            Kernel.SYRK, new Codelet("chol_model_syrk", 2), Kernel.GEMM, new Codelet("chol_model_gemm", 3));
    private static final Map<Kernel, Codelet> LU = Map.of(
            Kernel.GETRF, new Codelet("starpu_slu_lu_model_getrf", 1),
            Kernel.TRSM_LL, new Codelet("starpu_slu_lu_model_trsm_ll", 2),
            Kernel.TRSM_RU, new Codelet("starpu_slu_lu_model_trsm_ru", 2),
            Kernel.GEMM, new Codelet("starpu_slu_lu_model_gemm", 3));

    private final String host;
    private final double tileBytes;
    private final StarPuPairs pairs;

    private StarPuKernels(String host, int tileEdge, StarPuPairs pairs) {
        this.host = host;
        this.tileBytes = (double) tileEdge * tileEdge * BYTES_PER_NUMBER;
        this.pairs = pairs;
    }

    /**
     * Reads the flat CSV of measurements; the stream is left open.
     *
     * @param tileEdge numbers in a row of a tile
     * @throws org.hybridscheduler.workload.WorkloadFormatException at the first bad line
     * @throws IOException where the stream cannot be read
     */
    public static StarPuKernels read(InputStream in, String host, int tileEdge) throws IOException {
        return new StarPuKernels(host, tileEdge, StarPuPairs.of(StarPuCsv.read(in, BadLines.stop())));
    }

    /** Bytes of one tile. */
    public double tileBytes() {
        return tileBytes;
    }

    /** @throws IllegalArgumentException where the host has not measured a kernel with such tiles on both devices */
    public Map<Kernel, KernelTimes> cholesky() {
        return times(CHOLESKY);
    }

    /** @throws IllegalArgumentException where the host has not measured a kernel with such tiles on both devices */
    public Map<Kernel, KernelTimes> lu() {
        return times(LU);
    }

    private Map<Kernel, KernelTimes> times(Map<Kernel, Codelet> codelets) {
        Map<Kernel, KernelTimes> times = new EnumMap<>(Kernel.class);
        codelets.forEach((kernel, codelet) -> times.put(kernel, times(codelet)));
        return times;
    }

    private KernelTimes times(Codelet codelet) {
        String id = StarPuPairs.taskId(host, codelet.name(), codelet.tiles() * tileBytes);
        List<String> ids = pairs.taskIds();
        int row = ids.indexOf(id);
        if (row < 0) {
            throw new IllegalArgumentException("'" + id + "' was not measured on both kinds of device."
                    + " Maybe on another host, or with other tiles?");
        }
        RecordedTask task = pairs.tasks().get(row);
        return new KernelTimes(task.cpuSeconds(), task.gpuSeconds(), task.noiseCv());
    }
}
