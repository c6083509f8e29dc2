package org.hybridscheduler.workload.starpu;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.hybridscheduler.workload.BadLines;
import org.hybridscheduler.workload.CsvReader;
import org.hybridscheduler.workload.DecimalText;
import org.hybridscheduler.workload.WorkloadFormatException;

/** Reads StarPU measurements from one flat CSV file, a measurement a line. */
final class StarPuCsv {

    private static final List<String> COLUMNS = List.of("host", "codelet", "dev", "dev_id", "ncores", "size_bytes",
            "flops", "mean_us", "dev_us", "n");
    private static final int MAX_FIELD_LENGTH = 1000;
    private static final int MAX_MEASUREMENTS = 1_000_000;

    private final CsvReader csv;

    private StarPuCsv(CsvReader csv) {
        this.csv = csv;
    }

    /**
     * The measurements on one CPU core or one CUDA device; others are left out.
     *
     * @throws WorkloadFormatException where a line is not what it should be
     */
    static List<StarPuMeasurement> read(InputStream in, BadLines badLines) throws IOException {
        CsvReader csv = new CsvReader(in, COLUMNS.size(), MAX_FIELD_LENGTH, MAX_FIELD_LENGTH * COLUMNS.size());
        List<String> header = csv.readHeader();
        if (!header.equals(COLUMNS)) {
            throw csv.lineFault("The columns are " + CsvReader.shown(String.join(",", header)) + ", expected "
                    + String.join(",", COLUMNS));
        }
        StarPuCsv reader = new StarPuCsv(csv);
        List<StarPuMeasurement> measurements = new ArrayList<>();
        while (reader.readRow(measurements, badLines)) {
            if (measurements.size() > MAX_MEASUREMENTS) {
                throw csv.lineFault("More than " + MAX_MEASUREMENTS + " measurements");
            }
        }
        return measurements;
    }

    private boolean readRow(List<StarPuMeasurement> measurements, BadLines badLines) throws IOException {
        try {
            if (!csv.next()) {
                return false;
            }
            if (csv.get(2).equals("cuda") || csv.get(2).equals("cpu") && csv.get(4).equals("1")) {
                measurements.add(measurement());
            }
        } catch (WorkloadFormatException e) {
            badLines.found(e);
            csv.skipLine();
        }
        return true;
    }

    private StarPuMeasurement measurement() {
        try {
            return new StarPuMeasurement(csv.get(0), csv.get(1), csv.get(2).equals("cuda"), number(5), number(6),
                    number(7), number(8), number(9));
        } catch (WorkloadFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw csv.lineFault(e.getMessage(), e);
        }
    }

    private double number(int column) {
        String text = csv.get(column);
        if (!DecimalText.isNumber(text)) {
            throw csv.fault(column, "'" + CsvReader.shown(text) + "', expected a number" + DecimalText.hint(text));
        }
        return Double.parseDouble(text);
    }
}
