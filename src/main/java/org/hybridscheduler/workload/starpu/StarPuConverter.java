package org.hybridscheduler.workload.starpu;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.hybridscheduler.workload.BadLines;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.TraceWriter;

/**
 * Command that turns StarPU performance models into a recorded workload: each codelet and size that a host has measured
 * both on one CPU core and on CUDA devices becomes a task. GPU times are kernel times as StarPU has them, the data
 * being on the device. Rows come in the order of host, codelet and size.
 */
public final class StarPuConverter {

    /** Everything was converted. */
    static final int DONE = 0;

    /** The input could not be read or holds no pair, or the output could not be written. */
    static final int FAILED = 1;

    /** The command line is not understood. */
    static final int MISUSED = 2;

    private static final String USAGE = """
            Usage: StarPuConverter IN OUT.csv [--host NAME] [--measured-only]
              IN               a CSV file with the columns
                               host,codelet,dev,dev_id,ncores,size_bytes,flops,mean_us,dev_us,n
                               or a folder with StarPU's own files CODELET.HOST (sampling/codelets/45)
              OUT.csv          the recorded workload to write
              --host NAME      only what was measured on this host
              --measured-only  without the entries that StarPU's own collection derives from others:
                               syrk, and sizes below 100,000 bytes
            Exit status: 0 done, 1 input or output failed, 2 wrong usage""";

    private final PrintStream out;
    private final PrintStream err;
    private final List<String> paths = new ArrayList<>();
    private String host;
    private boolean measuredOnly;

    private StarPuConverter(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command and ends with its exit status. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** Runs the command and gives its exit status: 0 done, 1 input or output failed, 2 wrong usage. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        StarPuConverter converter = new StarPuConverter(out, err);
        if (!converter.parse(args)) {
            err.println(USAGE);
            return MISUSED;
        }
        try {
            converter.convert(Path.of(converter.paths.get(0)), Path.of(converter.paths.get(1)));
            return DONE;
        } catch (IOException | IllegalArgumentException e) {
            err.println("Not converted: " + (e instanceof IOException ? e : e.getMessage()));
            return FAILED;
        }
    }

    private boolean parse(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--measured-only")) {
                measuredOnly = true;
            } else if (args[i].equals("--host") && i + 1 < args.length) {
                i++;
                host = args[i];
            } else if (args[i].startsWith("-")) {
                err.println(args[i] + " is no option, or lacks its value: " + Arrays.toString(args));
                return false;
            } else {
                paths.add(args[i]);
            }
        }
        return paths.size() == 2;
    }

    private void convert(Path from, Path to) throws IOException {
        List<StarPuMeasurement> measurements = new ArrayList<>(read(from));
        if (host != null) {
            TreeSet<String> hosts = new TreeSet<>();
            measurements.forEach(measurement -> hosts.add(measurement.host()));
            if (!hosts.contains(host)) {
                throw new IllegalArgumentException("no host '" + host + "' in " + from + ", there are " + hosts);
            }
            measurements.removeIf(measurement -> !measurement.host().equals(host));
        }
        if (measuredOnly) {
            measurements.removeIf(measurement -> !StarPuPairs.isMeasured(measurement));
        }
        StarPuPairs pairs = StarPuPairs.of(measurements);
        if (pairs.tasks().isEmpty()) {
            throw new IllegalArgumentException("nothing in " + from + " was measured both on a CPU core and on CUDA."
                    + " Maybe the folder is not the one with the files CODELET.HOST?");
        }
        try (BufferedWriter writer = Files.newBufferedWriter(to)) {
            RecordedWorkload workload = new RecordedWorkload("starpu", StarPuPairs.FEATURES, pairs.tasks());
            TraceWriter.write(workload, pairs.taskIds(), writer);
        }
        out.println(pairs.tasks().size() + " tasks written to " + to);
    }

    private static List<StarPuMeasurement> read(Path from) throws IOException {
        if (Files.isDirectory(from)) {
            return StarPuSampling.read(from);
        }
        try (InputStream in = Files.newInputStream(from)) {
            return StarPuCsv.read(in, BadLines.stop());
        }
    }
}
