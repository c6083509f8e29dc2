package org.hybridscheduler.workload.formats;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hybridscheduler.workload.ArrivalTrace;
import org.hybridscheduler.workload.BadLines;
import org.hybridscheduler.workload.GpuSpeedup;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.Recording;
import org.hybridscheduler.workload.TraceReader;
import org.hybridscheduler.workload.WorkloadFormatException;
import org.hybridscheduler.workload.philly.PhillyJob;
import org.hybridscheduler.workload.philly.PhillyReader;
import org.hybridscheduler.workload.philly.PhillyTasks;
import org.hybridscheduler.workload.starpu.StarPuTasks;
import org.hybridscheduler.workload.swf.SwfJob;
import org.hybridscheduler.workload.swf.SwfReader;
import org.hybridscheduler.workload.swf.SwfTasks;
import org.hybridscheduler.workload.wfformat.WfFormatReader;

/**
 * How a recorded workload is to be read.
 *
 * @param format that it is in
 * @param skipsBadLines whether lines that cannot be used are left out, else the first one ends the reading
 * @param gpuSpeedup for a format with run times of one kind of device; empty: arrival times alone are wanted
 */
public record WorkloadImport(WorkloadFormat format, boolean skipsBadLines, Optional<GpuSpeedup> gpuSpeedup) {

    /** Our own CSV, to its first bad line. */
    public static final WorkloadImport STRICT_CSV = new WorkloadImport(WorkloadFormat.CSV, false, Optional.empty());

    public WorkloadImport {
        Objects.requireNonNull(format, "format");
        if (gpuSpeedup.isPresent() && !format.takesGpuSpeedup()) {
            throw new IllegalArgumentException("A GPU speed-up for " + format.word()
                    + ", which has run times of both kinds of device. Maybe leave it out?");
        }
        if (gpuSpeedup.isEmpty() && format.takesGpuSpeedup() && !format.hasArrivals()) {
            throw new IllegalArgumentException("No GPU speed-up for " + format.word()
                    + ", which has CPU run times and no arrivals, expected one from " + GpuSpeedup.MIN + " to "
                    + GpuSpeedup.MAX);
        }
    }

    /**
     * Reads a workload; the stream is left open.
     *
     * @throws WorkloadFormatException naming line, column and value of the fault that ends the reading
     * @throws IllegalArgumentException where the name is none
     * @throws IOException where the stream cannot be read
     */
    public Imported read(String name, InputStream in, ReadLimits limits) throws IOException {
        BadLines badLines = skipsBadLines ? BadLines.skip() : BadLines.stop();
        switch (format) {
            case CSV:
                return imported(TraceReader.read(name, in, limits, badLines), 0, badLines);
            case STARPU:
                return imported(name, StarPuTasks.read(in, badLines), badLines);
            case WFFORMAT:
                return imported(name, WfFormatReader.read(in, limits, badLines, gpuSpeedup.orElseThrow()), badLines);
            case SWF:
                List<SwfJob> swf = SwfReader.read(in, limits, badLines);
                return gpuSpeedup.isPresent() ? imported(name, SwfTasks.of(swf, gpuSpeedup.get()), badLines)
                        : arrivals(name, SwfTasks.arrivals(swf), badLines);
            default:
                List<PhillyJob> philly = PhillyReader.read(in, limits, badLines);
                return gpuSpeedup.isPresent() ? imported(name, PhillyTasks.of(philly, gpuSpeedup.get()), badLines)
                        : arrivals(name, PhillyTasks.arrivals(philly), badLines);
        }
    }

    private static Imported imported(String name, Recording recording, BadLines badLines) {
        if (recording.tasks().isEmpty()) {
            throw new WorkloadFormatException(1, 0, null, "None of " + recording.leftOut() + " jobs ever ran");
        }
        return imported(new RecordedWorkload(name, recording.featureNames(), recording.tasks()), recording.leftOut(),
                badLines);
    }

    private static Imported imported(RecordedWorkload workload, long leftOut, BadLines badLines) {
        return new Imported(Optional.of(workload), Optional.empty(), badLines.skipped(), badLines.told(), leftOut);
    }

    private static Imported arrivals(String name, double[] seconds, BadLines badLines) {
        return new Imported(Optional.empty(), Optional.of(new ArrivalTrace(name, seconds)), badLines.skipped(),
                badLines.told(), 0);
    }
}
