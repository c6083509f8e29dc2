package org.hybridscheduler.workload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** Arrival times as CSV: the one column {@code arrival_seconds}. */
public final class ArrivalTraceCsv {

    private static final String COLUMN = "arrival_seconds";

    private ArrivalTraceCsv() {
    }

    /** Writes the times. */
    public static void write(ArrivalTrace trace, Appendable out) throws IOException {
        out.append(COLUMN).append("\r\n");
        for (int i = 0; i < trace.size(); i++) {
            out.append(Double.toString(trace.seconds(i))).append("\r\n");
        }
    }

    /**
     * Reads what {@link #write} wrote; the stream is left open.
     *
     * @throws WorkloadFormatException naming the line that is none of it
     */
    public static ArrivalTrace read(String name, InputStream in, ReadLimits limits) throws IOException {
        CsvReader csv = new CsvReader(in, 1, limits.maxFieldLength(), limits.maxLineLength());
        if (!csv.readHeader().equals(List.of(COLUMN))) {
            throw csv.lineFault("Expected the one column " + COLUMN);
        }
        double[] seconds = new double[16];
        int size = 0;
        while (csv.next()) {
            if (size == limits.maxTasks()) {
                throw csv.lineFault("More than " + limits.maxTasks() + " arrivals");
            }
            if (!DecimalText.isNumber(csv.get(0))) {
                throw csv.fault(0, "'" + CsvReader.shown(csv.get(0)) + "', expected a number");
            }
            seconds = size == seconds.length ? Arrays.copyOf(seconds, size * 2) : seconds;
            seconds[size] = Double.parseDouble(csv.get(0));
            size++;
        }
        return new ArrivalTrace(name, Arrays.copyOf(seconds, size));
    }
}
