package org.hybridscheduler.workload.starpu;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.hybridscheduler.workload.CsvReader;
import org.hybridscheduler.workload.DecimalText;
import org.hybridscheduler.workload.LineReader;
import org.hybridscheduler.workload.WorkloadFormatException;

/**
 * What StarPU measured of a host's bus ({@code sampling/bus/HOST.bandwidth} and {@code HOST.latency}): a comment line,
 * then a square matrix from memory node (row) to memory node (column), {@code nan} for nodes that are not there. Node 0
 * is the host's memory.
 */
public final class StarPuBus {

    private static final int MAX_NODES = 256;
    private static final int MAX_LINE_LENGTH = 16_384;
    private static final double BYTES_PER_MB = 1e6;
    private static final double MICROS_PER_SECOND = 1e6;

    private final double[][] megabytesPerSecond;
    private final double[][] latencyMicros;
    private final int nodes;

    private StarPuBus(double[][] megabytesPerSecond, double[][] latencyMicros) {
        this.megabytesPerSecond = megabytesPerSecond;
        this.latencyMicros = latencyMicros;
        int known = 0;
        while (known < megabytesPerSecond.length && !Double.isNaN(megabytesPerSecond[known][known])) {
            known++;
        }
        this.nodes = known;
    }

    /**
     * Reads both matrices; the streams are left open.
     *
     * @throws WorkloadFormatException naming line, column and value of the fault
     * @throws IOException where a stream cannot be read
     */
    public static StarPuBus read(InputStream bandwidth, InputStream latency) throws IOException {
        double[][] megabytes = matrix(bandwidth);
        double[][] micros = matrix(latency);
        if (megabytes.length != micros.length) {
            throw new WorkloadFormatException(1, 0, null, "Latencies of " + micros.length
                    + " memory nodes, but bandwidths of " + megabytes.length + ". Maybe they are of two hosts?");
        }
        return new StarPuBus(megabytes, micros);
    }

    private static double[][] matrix(InputStream in) throws IOException {
        LineReader lines = new LineReader(in, MAX_LINE_LENGTH);
        List<double[]> rows = new ArrayList<>();
        while (lines.next()) {
            String text = lines.text().strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                rows.add(row(lines, text.split("\\s+", MAX_NODES + 1)));
            }
        }
        if (rows.isEmpty() || !rows.stream().allMatch(row -> row.length == rows.size())) {
            throw new WorkloadFormatException(Math.max(1, lines.line()), 0, null, rows.size() + " rows of "
                    + rows.stream().map(row -> row.length).distinct().limit(3).toList()
                    + " values, expected a square matrix");
        }
        return rows.toArray(double[][]::new);
    }

    private static double[] row(LineReader lines, String[] texts) {
        double[] values = new double[texts.length];
        for (int column = 0; column < texts.length; column++) {
            String text = texts[column];
            boolean isNumber = DecimalText.isNumber(text);
            values[column] = isNumber ? Double.parseDouble(text) : Double.NaN;
            if (!(isNumber && values[column] >= 0 && values[column] < Double.POSITIVE_INFINITY || isAbsent(text))
                    || column == MAX_NODES) {
                throw new WorkloadFormatException(lines.line(), column + 1, "to " + column, "'"
                        + CsvReader.shown(text) + "', expected a number of at least 0, or nan, for at most "
                        + MAX_NODES + " nodes");
            }
        }
        return values;
    }

    private static boolean isAbsent(String text) {
        return text.equals("nan") || text.equals("-nan");
    }

    /** Memory nodes that are there: the host's, then one for each GPU. */
    public int nodes() {
        return nodes;
    }

    /** Bytes per second from one memory node to another. */
    public double bytesPerSecond(int from, int to) {
        return megabytesPerSecond[from][to] * BYTES_PER_MB;
    }

    /** Seconds that a transfer takes beside its bytes. */
    public double latencySeconds(int from, int to) {
        return latencyMicros[from][to] / MICROS_PER_SECOND;
    }
}
