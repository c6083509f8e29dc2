package org.hybridscheduler.simulation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.hybridscheduler.problem.Problem.FieldError;
import org.hybridscheduler.problem.ProblemException;
import org.hybridscheduler.workload.GpuSpeedup;
import org.hybridscheduler.workload.formats.WorkloadFormat;
import org.hybridscheduler.workload.formats.WorkloadImport;
import org.junit.jupiter.api.Test;

class UploadParametersTest {

    private static WorkloadImport read(String format, String onError, String speedup) {
        return UploadParameters.read("name", format, onError, speedup, WorkloadFormat.CSV);
    }

    @Test
    void read_nothingButTheName_isOurOwnFormatToItsFirstBadLine() {
        assertThat(read(null, null, null)).isEqualTo(WorkloadImport.STRICT_CSV);
        assertThat(read("csv", "stop", null)).isEqualTo(WorkloadImport.STRICT_CSV);
    }

    @Test
    void read_everyParameter_isTaken() {
        assertThat(read("philly", "skip", "2.5")).isEqualTo(
                new WorkloadImport(WorkloadFormat.PHILLY, true, Optional.of(new GpuSpeedup(2.5))));
        assertThat(read("swf", null, null).gpuSpeedup()).as("arrivals need none").isEmpty();
    }

    @Test
    void read_severalWrong_namesAllAtOnce() {
        ProblemException problem = catchThrowableOfType(ProblemException.class,
                () -> UploadParameters.read("synthetic", "dax", "retry", "fast", WorkloadFormat.CSV));
        assertThat(problem.errors()).extracting(FieldError::field)
                .containsExactly("name", "format", "on_error", "gpu_speedup");
        assertThat(problem.errors().get(1).allowed()).isEqualTo("csv, swf, philly, wfformat, starpu");
    }

    @Test
    void read_speedupThatDoesNotFitTheFormat_isNamed() {
        for (String[] wrong : new String[][] {{"csv", "2"}, {"starpu", "2"}, {"wfformat", null}, {"swf", "0"}}) {
            ProblemException problem = catchThrowableOfType(ProblemException.class,
                    () -> read(wrong[0], null, wrong[1]));
            assertThat(problem.errors()).as(wrong[0]).extracting(FieldError::field).containsExactly("gpu_speedup");
        }
    }
}
