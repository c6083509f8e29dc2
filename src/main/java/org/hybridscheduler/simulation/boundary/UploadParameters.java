package org.hybridscheduler.simulation.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hybridscheduler.problem.Problem.FieldError;
import org.hybridscheduler.problem.ProblemException;
import org.hybridscheduler.simulation.control.WorkloadLibrary;
import org.hybridscheduler.workload.GpuSpeedup;
import org.hybridscheduler.workload.formats.WorkloadFormat;
import org.hybridscheduler.workload.formats.WorkloadImport;

/** The query parameters of an upload: every wrong one is named. */
final class UploadParameters {

    private static final String STOP = "stop";
    private static final String SKIP = "skip";

    private final List<FieldError> errors = new ArrayList<>();

    private UploadParameters() {
    }

    /**
     * How the workload is to be read.
     *
     * @param name that it shall have
     * @param format or {@code null} for the default
     * @param onError or {@code null} for stop
     * @param gpuSpeedup or {@code null} for none
     * @param byDefault the format where none is named
     * @throws ProblemException naming each parameter that is wrong
     */
    static WorkloadImport read(String name, String format, String onError, String gpuSpeedup,
            WorkloadFormat byDefault) {
        UploadParameters parameters = new UploadParameters();
        parameters.checkName(name);
        WorkloadFormat readAs = format == null ? byDefault : WorkloadFormat.of(format).orElse(null);
        if (readAs == null) {
            parameters.reject("format", format, String.join(", ", WorkloadFormat.words()));
        }
        if (onError != null && !onError.equals(STOP) && !onError.equals(SKIP)) {
            parameters.reject("on_error", onError, STOP + ", " + SKIP);
        }
        Optional<GpuSpeedup> speedup = Optional.ofNullable(gpuSpeedup).map(parameters::speedup);
        parameters.verify();
        try {
            return new WorkloadImport(readAs, SKIP.equals(onError), speedup);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badFields(List.of(new FieldError("gpu_speedup", e.getMessage(), null)));
        }
    }

    private void checkName(String name) {
        if (name == null || !WorkloadLibrary.isFree(name)) {
            errors.add(new FieldError("name", name == null ? "is required"
                    : "is not a name that a workload can be given",
                    "1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit; not 'synthetic'"));
        }
    }

    private GpuSpeedup speedup(String text) {
        try {
            return new GpuSpeedup(Double.parseDouble(text));
        } catch (IllegalArgumentException e) {
            reject("gpu_speedup", text, "a number from " + GpuSpeedup.MIN + " to " + GpuSpeedup.MAX);
            return null;
        }
    }

    private void reject(String field, String value, String allowed) {
        errors.add(new FieldError(field, "is '" + value + "'", allowed));
    }

    private void verify() {
        if (!errors.isEmpty()) {
            throw ProblemException.badFields(errors);
        }
    }
}
