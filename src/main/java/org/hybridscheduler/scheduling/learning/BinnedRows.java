package org.hybridscheduler.scheduling.learning;

/** Rows of inputs, held column by column as the numbers of the {@link QuantileBins} that their values fall in. */
final class BinnedRows {

    /** Bins of an input at most; as many as a long has bits, which {@link SplitSearch} marks those in use with. */
    static final int BINS = Long.SIZE;

    private final QuantileBins[] bins;
    private final byte[][] columns;

    private BinnedRows(double[][] rows) {
        int inputs = rows[0].length;
        bins = new QuantileBins[inputs];
        columns = new byte[inputs][rows.length];
        double[] values = new double[rows.length];
        for (int input = 0; input < inputs; input++) {
            for (int row = 0; row < rows.length; row++) {
                values[row] = rows[row][input];
            }
            bins[input] = QuantileBins.of(values, BINS);
            for (int row = 0; row < rows.length; row++) {
                columns[input][row] = (byte) bins[input].bin(values[row]);
            }
        }
    }

    /** Bins rows of the same length, at least one. */
    static BinnedRows of(double[][] rows) {
        return new BinnedRows(rows);
    }

    int inputs() {
        return bins.length;
    }

    /** Each row's bin of that input, the array itself. */
    byte[] column(int input) {
        return columns[input];
    }

    /** The largest value of that input that falls in a bin, which must not be the last. */
    double threshold(int input, int bin) {
        return bins[input].threshold(bin);
    }
}
