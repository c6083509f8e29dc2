package org.hybridscheduler.simulation.experiment.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hybridscheduler.workload.GpuSpeedup;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.SyntheticParameters;
import org.hybridscheduler.workload.SyntheticWorkload;
import org.hybridscheduler.workload.Workload;
import org.hybridscheduler.workload.WorkloadFormatException;
import org.hybridscheduler.workload.formats.Imported;
import org.hybridscheduler.workload.formats.WorkloadFormat;
import org.hybridscheduler.workload.formats.WorkloadImport;

/** The workloads that a command line names, read as it says. */
final class WorkloadFiles {

    static final List<String> OPTIONS = List.of("workloads", "format", "on-error", "gpu-speedup");

    private static final String STOP = "stop";
    private static final String SKIP = "skip";

    private final Optional<WorkloadFormat> format;
    private final boolean skipsBadLines;
    private final Optional<GpuSpeedup> gpuSpeedup;
    private final List<String> notices = new ArrayList<>();

    /** @throws UsageException where the options say what cannot be */
    WorkloadFiles(Arguments arguments) {
        format = arguments.text("format").map(WorkloadFiles::format);
        String onError = arguments.text("on-error").orElse(STOP);
        if (!onError.equals(STOP) && !onError.equals(SKIP)) {
            throw Arguments.wrong("on-error", onError, STOP + " or " + SKIP, null);
        }
        skipsBadLines = onError.equals(SKIP);
        gpuSpeedup = arguments.decimal("gpu-speedup").map(WorkloadFiles::speedup);
    }

    private static WorkloadFormat format(String word) {
        return WorkloadFormat.of(word).orElseThrow(
                () -> Arguments.wrong("format", word, String.join(", ", WorkloadFormat.words()), null));
    }

    private static GpuSpeedup speedup(double factor) {
        try {
            return new GpuSpeedup(factor);
        } catch (IllegalArgumentException e) {
            throw Arguments.wrong("gpu-speedup", String.valueOf(factor),
                    "a number from " + GpuSpeedup.MIN + " to " + GpuSpeedup.MAX, e);
        }
    }

    /** What was left out of the files read so far. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    /**
     * The synthetic workload, or a file, which is called as it is without its suffix.
     *
     * @throws UsageException where the file is no workload
     * @throws IOException where it cannot be read
     */
    Workload read(String text) throws IOException {
        if (text.equals(SyntheticWorkload.NAME)) {
            return new SyntheticWorkload(SyntheticParameters.defaults());
        }
        Path file = Path.of(text);
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String suffix = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        name = dot > 0 ? name.substring(0, dot) : name;
        if (!RecordedWorkload.isName(name) || name.equals(SyntheticWorkload.NAME)) {
            throw Arguments.wrong("workloads", text, "'synthetic' or files whose names are letters, digits, . _ -", null);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return tasks(file, howToRead(suffix).read(name, in, ReadLimits.defaults()));
        } catch (WorkloadFormatException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage() + ". Maybe --gpu-speedup is missing, or of no use?", e);
        }
    }

    private WorkloadImport howToRead(String suffix) {
        WorkloadFormat as = format.orElseGet(() -> suffix.equals("json") ? WorkloadFormat.WFFORMAT
                : WorkloadFormat.of(suffix).orElse(WorkloadFormat.CSV));
        return new WorkloadImport(as, skipsBadLines, as.takesGpuSpeedup() ? gpuSpeedup : Optional.empty());
    }

    private Workload tasks(Path file, Imported imported) {
        if (imported.skippedLines() > 0) {
            notices.add(file + ": " + imported.skippedLines() + " lines left out, such as: " + imported.badLines().get(0));
        }
        return imported.tasks().orElseThrow(() -> new UsageException(file
                + " has run times of one kind of device only. Maybe give --gpu-speedup?", null));
    }
}
