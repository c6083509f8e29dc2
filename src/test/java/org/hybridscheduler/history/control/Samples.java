package org.hybridscheduler.history.control;

import java.util.List;
import java.util.stream.LongStream;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.simulation.engine.Outcome;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/** Outcomes to store. */
final class Samples {

    static final List<String> STRATEGIES = List.of("greedy", "oracle", "random");
    static final List<String> FEATURES = List.of("compute_intensity", "size");
    /** Its best split has half of it on the GPU, and takes 2 seconds. */
    static final RunTimes TIMES = new RunTimes(4, 4, 0);

    private Samples() {
    }

    /** The places {@code from} to {@code to}, the last excluded: greedy takes 3 s, oracle 2 s, random rejects. */
    static List<TaskOutcome> outcomes(long from, long to) {
        return LongStream.range(from, to).mapToObj(Samples::outcome).toList();
    }

    static TaskOutcome outcome(long sequence) {
        Task task = new Task(1000 + sequence, sequence, null, 0, 8, new double[] {0.25, 16}, new long[0]);
        return new TaskOutcome(sequence, task, TIMES, 2, List.of(
                finished("greedy", Placement.on(DeviceKind.GPU, 1), sequence, 3),
                finished("oracle", Placement.split(0, 1, 0.5), sequence, 2),
                rejected("random")));
    }

    static Outcome finished(String strategy, Placement placement, double arrival, double turnaround) {
        return new Outcome(strategy, placement, arrival, arrival + turnaround, turnaround, 0, 1, 0, turnaround,
                turnaround * 10, turnaround / 100);
    }

    static Outcome rejected(String strategy) {
        double none = Double.NaN;
        return new Outcome(strategy, null, none, none, none, none, none, none, none, none, none);
    }
}
