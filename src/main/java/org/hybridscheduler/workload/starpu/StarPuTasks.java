package org.hybridscheduler.workload.starpu;

import java.io.IOException;
import java.io.InputStream;
import org.hybridscheduler.workload.BadLines;
import org.hybridscheduler.workload.Recording;
import org.hybridscheduler.workload.WorkloadFormatException;

/** Reads tasks from the flat CSV of StarPU measurements: each host, codelet and size measured on CPU and CUDA. */
public final class StarPuTasks {

    private StarPuTasks() {
    }

    /**
     * The tasks, by host, codelet and size; the stream is left open.
     *
     * @throws WorkloadFormatException naming line and column of the fault that ends the reading, or where no kernel was
     *     measured on both
     * @throws IOException where the stream cannot be read
     */
    public static Recording read(InputStream in, BadLines badLines) throws IOException {
        StarPuPairs pairs = StarPuPairs.of(StarPuCsv.read(in, badLines));
        if (pairs.tasks().isEmpty()) {
            throw new WorkloadFormatException(1, 0, null, "Nothing was measured both on a CPU core and on CUDA");
        }
        return new Recording(StarPuPairs.FEATURES, pairs.tasks(), 0);
    }
}
