package org.hybridscheduler.workload.tiled;

import java.util.List;

/**
 * The tiled algorithms of Buttari, Langou, Kurzak and Dongarra (Parallel Computing 35, 2009), right-looking, as a
 * sequence of kernels with the tiles that each reads and updates. The order in which data is updated makes the graph.
 */
public enum Factorization {

    /** N (N + 1) (N + 2) / 6 kernels on the lower triangle of N by N tiles. */
    CHOLESKY(List.of(Kernel.POTRF, Kernel.TRSM, Kernel.SYRK, Kernel.GEMM)) {
        @Override
        void run(int n, Recorder tasks) {
            for (int k = 0; k < n; k++) {
                tasks.add(Kernel.POTRF, List.of(), List.of(Tile.at(k, k)));
                for (int i = k + 1; i < n; i++) {
                    tasks.add(Kernel.TRSM, List.of(Tile.at(k, k)), List.of(Tile.at(i, k)));
                }
                for (int i = k + 1; i < n; i++) {
                    tasks.add(Kernel.SYRK, List.of(Tile.at(i, k)), List.of(Tile.at(i, i)));
                    for (int j = k + 1; j < i; j++) {
                        tasks.add(Kernel.GEMM, List.of(Tile.at(i, k), Tile.at(j, k)), List.of(Tile.at(i, j)));
                    }
                }
            }
        }

        @Override
        public long tasks(long n) {
            return n * (n + 1) * (n + 2) / 6;
        }
    },

    /** N (N + 1) (2 N + 1) / 6 kernels, without pivoting. */
    LU(List.of(Kernel.GETRF, Kernel.TRSM_LL, Kernel.TRSM_RU, Kernel.GEMM)) {
        @Override
        void run(int n, Recorder tasks) {
            for (int k = 0; k < n; k++) {
                tasks.add(Kernel.GETRF, List.of(), List.of(Tile.at(k, k)));
                for (int i = k + 1; i < n; i++) {
                    tasks.add(Kernel.TRSM_LL, List.of(Tile.at(k, k)), List.of(Tile.at(k, i)));
                    tasks.add(Kernel.TRSM_RU, List.of(Tile.at(k, k)), List.of(Tile.at(i, k)));
                }
                for (int i = k + 1; i < n; i++) {
                    for (int j = k + 1; j < n; j++) {
                        tasks.add(Kernel.GEMM, List.of(Tile.at(i, k), Tile.at(k, j)), List.of(Tile.at(i, j)));
                    }
                }
            }
        }

        @Override
        public long tasks(long n) {
            return squares(n);
        }
    },

    /** N (N + 1) (2 N + 1) / 6 kernels, the panel reduced from top to bottom (a flat tree). */
    QR(List.of(Kernel.GEQRT, Kernel.UNMQR, Kernel.TSQRT, Kernel.TSMQR)) {
        @Override
        void run(int n, Recorder tasks) {
            for (int k = 0; k < n; k++) {
                // Of the tile on the diagonal, TSQRT updates the upper part, and UNMQR reads the lower one.
                tasks.add(Kernel.GEQRT, List.of(), List.of(Tile.at(k, k), Tile.reflectors(k)));
                for (int j = k + 1; j < n; j++) {
                    tasks.add(Kernel.UNMQR, List.of(Tile.reflectors(k)), List.of(Tile.at(k, j)));
                }
                for (int i = k + 1; i < n; i++) {
                    tasks.add(Kernel.TSQRT, List.of(), List.of(Tile.at(k, k), Tile.at(i, k)));
                    for (int j = k + 1; j < n; j++) {
                        tasks.add(Kernel.TSMQR, List.of(Tile.at(i, k)), List.of(Tile.at(k, j), Tile.at(i, j)));
                    }
                }
            }
        }

        @Override
        public long tasks(long n) {
            return squares(n);
        }
    };

    private final List<Kernel> kernels;

    Factorization(List<Kernel> kernels) {
        this.kernels = kernels;
    }

    /** Takes the kernels in the order in which one core would run them. */
    interface Recorder {
        void add(Kernel kernel, List<Tile> reads, List<Tile> updates);
    }

    /** A tile of the matrix, or the reflectors below the diagonal of one on it. */
    record Tile(int row, int column, boolean isReflectors) {

        static Tile at(int row, int column) {
            return new Tile(row, column, false);
        }

        static Tile reflectors(int k) {
            return new Tile(k, k, true);
        }
    }

    abstract void run(int n, Recorder tasks);

    /** How many kernels a matrix of n by n tiles takes. */
    public abstract long tasks(long n);

    /** The kernels that it runs. */
    public List<Kernel> kernels() {
        return kernels;
    }

    private static long squares(long n) {
        return n * (n + 1) * (2 * n + 1) / 6;
    }
}
