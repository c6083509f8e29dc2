package org.hybridscheduler.workload.tiled;

/** The kernels of the factorizations, each on one or a few tiles. */
public enum Kernel {
    POTRF, TRSM, SYRK, GEMM, GETRF, TRSM_LL, TRSM_RU, GEQRT, UNMQR, TSQRT, TSMQR
}
