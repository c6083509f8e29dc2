package org.hybridscheduler.workload.swf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hybridscheduler.workload.BadLines;
import org.hybridscheduler.workload.GpuSpeedup;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.Recording;
import org.hybridscheduler.workload.Texts;
import org.hybridscheduler.workload.WorkloadFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwfReaderTest {

    private static final Path LOG = Texts.DATA.resolve("hpc2n.swf");
    private static final String SAMPLE = """
            ; Version: 2.2
            ; Computer: none

              1   0  5 120.5  8 -1 1000  8 3600 -1 1 7 1 -1 -1 1 -1 -1
              2  10  0    -1  4 -1   -1  4   60 -1 5 7 1 -1 -1 1 -1 -1
              3  30  1    60 -1 -1   -1 16   -1 -1 1 8 1  3 -1 1  1 10
            """;

    private static List<SwfJob> read(String text, BadLines badLines) throws IOException {
        return SwfReader.read(Texts.stream(text), ReadLimits.defaults(), badLines);
    }

    @Test
    void read_jobs_haveTheirFields() throws IOException {
        assertThat(read(SAMPLE, BadLines.stop())).containsExactly(
                new SwfJob(1, 0, 120.5, 8, 1000, 3600, 7, -1, -1),
                new SwfJob(2, 10, -1, 4, -1, 60, 7, -1, -1),
                new SwfJob(3, 30, 60, 16, -1, -1, 8, 3, 1));
    }

    @Test
    void of_jobs_areTasksByTheSpeedUp() throws IOException {
        Recording recording = SwfTasks.of(read(SAMPLE, BadLines.stop()), new GpuSpeedup(4));
        assertThat(recording.leftOut()).as("a job that never ran").isEqualTo(1);
        assertThat(recording.tasks()).hasSize(2);
        RecordedTask first = recording.tasks().get(0);
        assertThat(first.cpuSeconds()).isEqualTo(120.5);
        assertThat(first.gpuSeconds()).isEqualTo(120.5 / 4);
        assertThat(first.arrivalSeconds()).isZero();
        assertThat(first.memoryMb()).isCloseTo(8 * 1.024, within(1e-12));
        assertThat(first.group()).isEqualTo("user_7");
        assertThat(first.features()).containsExactly(8, 3600);
        RecordedTask last = recording.tasks().get(1);
        assertThat(last.group()).isEqualTo("executable_3");
        assertThat(last.features()).containsExactly(16, Double.NaN);
        assertThat(last.parents()).as("its preceding job").containsExactly(0);
        assertThat(SwfTasks.arrivals(read(SAMPLE, BadLines.stop()))).containsExactly(0, 10, 30);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1 0 5 120 8 -1 -1 8 3600 -1 1 7 1 -1 -1 1 -1         | 0  | 17 fields, expected 18",
        "1 0 5 120 8 -1 -1 8 3600 -1 1 7 1 -1 -1 1 -1 -1 4    | 0  | More than 18 fields",
        "1 0 5 fast 8 -1 -1 8 3600 -1 1 7 1 -1 -1 1 -1 -1     | 4  | (run_time): 'fast', expected a number from 0",
        "1 -1 5 120 8 -1 -1 8 3600 -1 1 7 1 -1 -1 1 -1 -1     | 2  | (submit_time): '-1'",
        "1 0 5 120 8.5 -1 -1 8 3600 -1 1 7 1 -1 -1 1 -1 -1    | 5  | (allocated_processors): '8.5', expected a whole",
        "1 0 5 -2 8 -1 -1 8 3600 -1 1 7 1 -1 -1 1 -1 -1       | 4  | (run_time): '-2'",
        "9 0 5 1e300 8 -1 -1 8 3600 -1 1 7 1 -1 -1 1 -1 -1    | 4  | (run_time): '1e300'"})
    void read_badLine_namesLineFieldAndValue(String line, int column, String problem) throws IOException {
        String text = "; comment\n9 0 5 1 8 -1 -1 8 3600 -1 1 7 1 -1 -1 1 -1 -1\n" + line + "\n";
        assertThatThrownBy(() -> read(text, BadLines.stop())).isInstanceOfSatisfying(WorkloadFormatException.class,
                fault -> {
                    assertThat(fault.line()).isEqualTo(3);
                    assertThat(fault.column()).isEqualTo(column);
                    assertThat(fault).hasMessageContaining(problem);
                });
        BadLines skipping = BadLines.skip();
        assertThat(read(text, skipping)).hasSize(1);
        assertThat(skipping.skipped()).isEqualTo(1);
        assertThat(skipping.told()).singleElement().asString().startsWith("line 3").contains(problem);
    }

    @Test
    void read_sameJobTwice_isABadLine() {
        String job = "1 0 5 1 8 -1 -1 8 3600 -1 1 7 1 -1 -1 1 -1 -1\n";
        assertThatThrownBy(() -> read(job + job, BadLines.stop())).hasMessageContaining("line 2, column 1 (job_number)");
    }

    @Test
    void read_submittedOutOfOrder_isSorted() throws IOException {
        String rest = " 5 1 8 -1 -1 8 3600 -1 1 7 1 -1 -1 1 -1 -1\n";
        assertThat(read("1 20" + rest + "2 10" + rest, BadLines.stop())).extracting(SwfJob::number)
                .containsExactly(2L, 1L);
    }

    @Test
    void read_moreThanAllowed_isRefusedEvenWhereBadLinesAreSkipped() {
        ReadLimits limits = new ReadLimits(2, 1, 1, 100, 1000);
        assertThatThrownBy(() -> SwfReader.read(Texts.stream(SAMPLE), limits, BadLines.skip()))
                .isInstanceOf(WorkloadFormatException.class).hasMessageContaining("line 6: More than 2 jobs");
    }

    @Property(tries = 500, seed = "1")
    void read_anyText_endsWithJobsOrAFormatFault(@ForAll String text) throws IOException {
        try {
            read(text, BadLines.stop());
        } catch (WorkloadFormatException e) {
            assertThat(e.line()).isPositive();
        }
    }

    @Property(tries = 500, seed = "2")
    void read_anyTextAfterAJob_isSkippedWhereAsked(@ForAll String text) throws IOException {
        assertThat(read(SAMPLE + text, BadLines.skip())).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void read_realLog_hasAllItsJobs() throws IOException {
        assumeThat(LOG).as("real data").exists();
        try (InputStream in = Files.newInputStream(LOG)) {
            List<SwfJob> jobs = SwfReader.read(in, ReadLimits.defaults(), BadLines.stop());
            assertThat(jobs).hasSize(3_170).isSortedAccordingTo((a, b) ->
                    Double.compare(a.submitSeconds(), b.submitSeconds()));
            assertThat(jobs.get(0)).isEqualTo(new SwfJob(1, 0, 31405, 30, -1, 37980, 1, -1, -1));
            Recording recording = SwfTasks.of(jobs, new GpuSpeedup(8));
            assertThat(recording.leftOut()).as("run time unknown").isEqualTo(25);
            assertThat(recording.tasks()).hasSize(3_145);
        }
    }
}
