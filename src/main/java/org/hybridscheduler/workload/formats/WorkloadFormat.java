package org.hybridscheduler.workload.formats;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A format that recorded workloads come in. */
public enum WorkloadFormat {

    /** Our own: a header line, then one task a line. */
    CSV(false),
    /** Job logs of the Parallel Workloads Archive. */
    SWF(true),
    /** Jobs of the Philly GPU cluster. */
    PHILLY(true),
    /** Workflows of WfCommons, in JSON. */
    WFFORMAT(true),
    /** Kernel times of StarPU, in CSV. */
    STARPU(false);

    private final boolean oneKindOfDevice;

    WorkloadFormat(boolean oneKindOfDevice) {
        this.oneKindOfDevice = oneKindOfDevice;
    }

    /** Whether run times are of one kind of device only, so that those of the other need a speed-up. */
    public boolean takesGpuSpeedup() {
        return oneKindOfDevice;
    }

    /** Whether it has arrival times that are of use where no GPU speed-up is given. */
    public boolean hasArrivals() {
        return this == SWF || this == PHILLY;
    }

    /** The name that clients use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of that name, if there is one. */
    public static Optional<WorkloadFormat> of(String word) {
        return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
    }

    /** All names, in their order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(WorkloadFormat::word).toList();
    }
}
