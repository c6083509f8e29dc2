package org.hybridscheduler.workload;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.workload.StreamSpec.Draw;

/** Command that writes generated tasks as a recorded workload: something to upload where there is no recording. */
public final class SampleTrace {

    private static final int MAX_TASKS = 500_000;
    private static final String USAGE = """
            Usage: SampleTrace OUT.csv [TASKS [SEED]]
              OUT.csv  the recorded workload to write
              TASKS    1 to 500000, by default 1000
              SEED     a whole number, by default 1
            Exit status: 0 done, 1 output failed, 2 wrong usage""";

    /** A link of 12 GB/s and 10 microseconds; the rest makes no difference to run times. */
    private static final ClusterSpec CLUSTER = new ClusterSpec(1, 1, 16_384, 10e-6, 12e9, new Power(0, 0),
            new Power(0, 0), 0, 0, 1);

    private SampleTrace() {
    }

    /** Runs the command and ends with its exit status. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** Runs the command and gives its exit status. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            int tasks = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
            long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
            if (args.length == 0 || args.length > 3 || tasks < 1 || tasks > MAX_TASKS) {
                err.println(USAGE);
                return 2;
            }
            write(Path.of(args[0]), tasks, seed);
            out.println(tasks + " tasks written to " + args[0]);
            return 0;
        } catch (NumberFormatException e) {
            err.println(e.getMessage() + "\n" + USAGE);
            return 2;
        } catch (IOException e) {
            err.println("Not written: " + e);
            return 1;
        }
    }

    private static void write(Path file, int tasks, long seed) throws IOException {
        SyntheticParameters parameters = SyntheticParameters.defaults();
        SyntheticWorkload generated = new SyntheticWorkload(parameters);
        TaskStream stream = generated.open(new StreamSpec(seed, Draw.IN_ORDER, OptionalDouble.empty(),
                OptionalDouble.of(0), OptionalLong.of(tasks), 0), CLUSTER);
        List<RecordedTask> rows = new ArrayList<>(tasks);
        List<String> ids = new ArrayList<>(tasks);
        for (Arrival arrival = stream.next(); arrival != null; arrival = stream.next()) {
            ids.add("task-" + arrival.task().id());
            rows.add(row(arrival.task(), arrival.actual(), parameters.noiseCv()));
        }
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            TraceWriter.write(new RecordedWorkload("sample", generated.featureNames(), rows), ids, writer);
        }
    }

    private static RecordedTask row(Task task, RunTimes times, double noiseCv) {
        int[] parents = new int[task.parents().length];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = Math.toIntExact(task.parents()[i]);
        }
        return new RecordedTask(times.cpuSeconds(), times.gpuSeconds(), Double.NaN, task.group(), task.transferBytes(),
                task.memoryMb(), noiseCv, task.features(), parents);
    }
}
