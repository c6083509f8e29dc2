package org.hybridscheduler.workload.philly;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.workload.BadLines;
import org.hybridscheduler.workload.CsvReader;
import org.hybridscheduler.workload.DecimalText;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.WorkloadFormatException;

/** Reads the trace: {@code timestamp,duration,num_gpus,gpu_time,cluster}, in any order of time. */
public final class PhillyReader {

    private static final List<String> COLUMNS = List.of("timestamp", "duration", "num_gpus", "gpu_time", "cluster");
    private static final int TIMESTAMP = 0;
    private static final int DURATION = 1;
    private static final int GPUS = 2;
    private static final int GPU_TIME = 3;
    private static final int CLUSTER = 4;
    private static final int MAX_GPUS = 1_000_000;

    /** Taken as UTC, since the trace names no zone: only the gaps between arrivals count. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private final CsvReader csv;
    private final List<PhillyJob> jobs = new ArrayList<>();
    private final Map<String, String> clusters = new HashMap<>();

    private PhillyReader(InputStream in, ReadLimits limits) throws IOException {
        csv = new CsvReader(in, COLUMNS.size(), limits.maxFieldLength(), limits.maxLineLength());
        List<String> header = csv.readHeader();
        if (!header.equals(COLUMNS)) {
            throw csv.lineFault("The columns are '" + CsvReader.shown(String.join(",", header)) + "', expected "
                    + String.join(",", COLUMNS));
        }
    }

    /**
     * Reads all jobs that can be used, in the order of their submission; the stream is left open.
     *
     * @throws WorkloadFormatException naming line, column and value of the fault that ends the reading
     * @throws IOException where the stream cannot be read
     */
    public static List<PhillyJob> read(InputStream in, ReadLimits limits, BadLines badLines) throws IOException {
        PhillyReader reader = new PhillyReader(in, limits);
        while (reader.readRow(badLines)) {
            if (reader.jobs.size() > limits.maxTasks()) {
                throw reader.csv.lineFault("More than " + limits.maxTasks() + " jobs");
            }
        }
        if (reader.jobs.isEmpty()) {
            throw reader.csv.lineFault("No job follows the header line");
        }
        reader.jobs.sort(Comparator.comparingDouble(PhillyJob::submitSeconds));
        return reader.jobs;
    }

    private boolean readRow(BadLines badLines) throws IOException {
        try {
            if (!csv.next()) {
                return false;
            }
            double gpus = number(GPUS, MAX_GPUS);
            if (gpus != Math.rint(gpus)) {
                throw csv.fault(GPUS, "'" + CsvReader.shown(csv.get(GPUS)) + "', expected a whole number");
            }
            number(GPU_TIME, RecordedTask.MAX_ARRIVAL_SECONDS);
            jobs.add(new PhillyJob(timestamp(), number(DURATION, RecordedTask.MAX_SECONDS), (int) gpus,
                    clusters.computeIfAbsent(csv.get(CLUSTER), name -> name)));
        } catch (WorkloadFormatException e) {
            badLines.found(e);
            csv.skipLine();
        }
        return true;
    }

    private double timestamp() {
        String text = csv.get(TIMESTAMP);
        long seconds;
        try {
            seconds = LocalDateTime.parse(text, TIME).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw csv.fault(TIMESTAMP, "'" + CsvReader.shown(text) + "', expected a time like 2017-10-09 07:01:55", e);
        }
        if (seconds < 0 || seconds > RecordedTask.MAX_ARRIVAL_SECONDS) {
            throw csv.fault(TIMESTAMP, "'" + CsvReader.shown(text) + "', expected a time after 1970");
        }
        return seconds;
    }

    private double number(int column, double max) {
        String text = csv.get(column);
        double value = DecimalText.isNumber(text) ? Double.parseDouble(text) : Double.NaN;
        if (!(value >= 0 && value <= max)) {
            throw csv.fault(column, "'" + CsvReader.shown(text) + "', expected a number from 0 to " + max
                    + DecimalText.hint(text));
        }
        return value;
    }
}
