package org.hybridscheduler.workload.swf;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hybridscheduler.workload.BadLines;
import org.hybridscheduler.workload.CsvReader;
import org.hybridscheduler.workload.DecimalText;
import org.hybridscheduler.workload.LineReader;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.WorkloadFormatException;

/**
 * Reads jobs in the Standard Workload Format: comment lines begin with {@code ;}, every other line is a job of 18
 * numbers with blanks between, -1 for unknown.
 *
 * @see <a href="https://www.cs.huji.ac.il/labs/parallel/workload/swf.html">Parallel Workloads Archive: the standard
 *     workload format</a>
 */
public final class SwfReader {

    private static final double UNKNOWN = -1;
    private static final SwfField[] FIELDS = SwfField.values();

    private final LineReader lines;
    private final ReadLimits limits;
    private final List<SwfJob> jobs = new ArrayList<>();
    private final Set<Long> numbers = new HashSet<>();
    private final double[] values = new double[FIELDS.length];

    private SwfReader(InputStream in, ReadLimits limits) {
        this.lines = new LineReader(in, limits.maxLineLength());
        this.limits = limits;
    }

    /**
     * Reads all jobs that can be used, in the order of their submission; the stream is left open.
     *
     * @throws WorkloadFormatException naming line, field and value of the fault that ends the reading
     * @throws IOException where the stream cannot be read
     */
    public static List<SwfJob> read(InputStream in, ReadLimits limits, BadLines badLines) throws IOException {
        SwfReader reader = new SwfReader(in, limits);
        while (reader.readLine(badLines)) {
            if (reader.jobs.size() > limits.maxTasks()) {
                throw reader.lines.fault("More than " + limits.maxTasks() + " jobs");
            }
        }
        if (reader.jobs.isEmpty()) {
            throw new WorkloadFormatException(Math.max(1, reader.lines.line()), 0, null,
                    "The log ends without a job. Maybe it is the wrong file?");
        }
        // The definition asks for this order, some logs of the archive miss it by seconds.
        reader.jobs.sort(Comparator.comparingDouble(SwfJob::submitSeconds));
        return reader.jobs;
    }

    private boolean readLine(BadLines badLines) throws IOException {
        try {
            if (!lines.next()) {
                return false;
            }
            String text = lines.text().strip();
            if (!text.isEmpty() && !text.startsWith(";")) {
                readJob(text.split("\\s+", FIELDS.length + 1));
            }
        } catch (WorkloadFormatException e) {
            badLines.found(e);
        }
        return true;
    }

    private void readJob(String[] fields) {
        if (fields.length != FIELDS.length) {
            throw lines.fault((fields.length > FIELDS.length ? "More than " + FIELDS.length : fields.length)
                    + " fields, expected " + FIELDS.length + ". Maybe it is another format?");
        }
        for (SwfField field : FIELDS) {
            values[field.ordinal()] = number(field, fields[field.ordinal()]);
        }
        SwfJob job = new SwfJob(whole(SwfField.JOB_NUMBER), value(SwfField.SUBMIT_TIME), value(SwfField.RUN_TIME),
                (long) known(SwfField.ALLOCATED_PROCESSORS, SwfField.REQUESTED_PROCESSORS),
                known(SwfField.USED_MEMORY, SwfField.REQUESTED_MEMORY), value(SwfField.REQUESTED_TIME),
                whole(SwfField.USER_ID), whole(SwfField.EXECUTABLE_NUMBER), whole(SwfField.PRECEDING_JOB_NUMBER));
        if (!numbers.add(job.number())) {
            throw fault(SwfField.JOB_NUMBER, "Job " + job.number() + " was there already");
        }
        jobs.add(job);
    }

    private double number(SwfField field, String text) {
        double value = DecimalText.isNumber(text) ? Double.parseDouble(text) : Double.NaN;
        boolean inRange = field == SwfField.JOB_NUMBER || field == SwfField.SUBMIT_TIME ? value >= 0
                : value >= 0 || value == UNKNOWN;
        if (!(inRange && value <= max(field) && (!field.isWhole() || value == Math.rint(value)))) {
            throw fault(field, "'" + CsvReader.shown(text) + "', expected a " + (field.isWhole() ? "whole " : "")
                    + "number from 0 to " + max(field)
                    + (field.ordinal() <= SwfField.SUBMIT_TIME.ordinal() ? "" : ", or -1 where it is unknown")
                    + DecimalText.hint(text));
        }
        return value;
    }

    private static double max(SwfField field) {
        return switch (field) {
            case RUN_TIME -> RecordedTask.MAX_SECONDS;
            default -> RecordedTask.MAX_ARRIVAL_SECONDS;
        };
    }

    private double value(SwfField field) {
        return values[field.ordinal()];
    }

    private long whole(SwfField field) {
        return (long) value(field);
    }

    /** The first of two values that is known; no processor and no memory is as good as unknown. */
    private double known(SwfField measured, SwfField requested) {
        return value(measured) > 0 ? value(measured) : value(requested);
    }

    private WorkloadFormatException fault(SwfField field, String problem) {
        return new WorkloadFormatException(lines.line(), field.ordinal() + 1, field.fieldName(), problem);
    }
}
