package org.hybridscheduler.workload.tiled;

import java.util.Map;

/**
 * Times of the QR kernels, estimated from LU's, since StarPU's published models have none: each at the rate at which the
 * LU kernel of its kind works, panels as GETRF and updates as GEMM. Operations on tiles of b by b numbers: GETRF 2/3,
 * GEMM 2, GEQRT 4/3, UNMQR 2, TSQRT 2, TSMQR 4 times the cube of b (Buttari et al., 2009).
 */
public final class QrTimes {

    private static final double GETRF = 2.0 / 3;
    private static final double GEMM = 2;

    private QrTimes() {
    }

    /** An estimate of all four; {@code lu} has at least GETRF and GEMM. */
    public static Map<Kernel, KernelTimes> estimated(Map<Kernel, KernelTimes> lu) {
        KernelTimes panel = lu.get(Kernel.GETRF);
        KernelTimes update = lu.get(Kernel.GEMM);
        return Map.of(Kernel.GEQRT, panel.scaled(4.0 / 3 / GETRF), Kernel.TSQRT, panel.scaled(2 / GETRF),
                Kernel.UNMQR, update.scaled(2 / GEMM), Kernel.TSMQR, update.scaled(4 / GEMM));
    }
}
