package org.hybridscheduler.workload.philly;

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

class PhillyReaderTest {

    private static final Path TRACE = Texts.DATA.resolve("philly-jobs.csv");
    private static final String HEADER = "timestamp,duration,num_gpus,gpu_time,cluster\n";
    private static final String SAMPLE = HEADER + "2017-10-09 07:01:55,66.0,1,66.0,11cb48\n"
            + "2017-10-09 07:00:55,10,4,40,6214e9\n2017-10-09 07:02:00,0,1,0,6214e9\n";

    private static List<PhillyJob> read(String text, BadLines badLines) throws IOException {
        return PhillyReader.read(Texts.stream(text), ReadLimits.defaults(), badLines);
    }

    @Test
    void of_jobs_areTasksInTheOrderOfTheirSubmission() throws IOException {
        Recording recording = PhillyTasks.of(read(SAMPLE, BadLines.stop()), new GpuSpeedup(5));
        assertThat(recording.leftOut()).isEqualTo(1);
        RecordedTask first = recording.tasks().get(0);
        assertThat(first.gpuSeconds()).isEqualTo(10);
        assertThat(first.cpuSeconds()).isEqualTo(50);
        assertThat(first.group()).isEqualTo("6214e9");
        assertThat(first.features()).containsExactly(4);
        assertThat(recording.tasks().get(1).arrivalSeconds() - first.arrivalSeconds()).isEqualTo(60);
        assertThat(first.arrivalSeconds()).as("7:00:55 on day 17,448").isEqualTo(17_448 * 86_400.0 + 25_255);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2017-13-09 07:01:55,66.0,1,66.0,a | 1 | (timestamp): '2017-13-09 07:01:55', expected a time like",
        "2017-02-29 07:01:55,66.0,1,66.0,a | 1 | (timestamp)",
        "1917-01-09 07:01:55,66.0,1,66.0,a | 1 | expected a time after 1970",
        "2017-10-09 07:01:55,-1,1,66.0,a   | 2 | (duration): '-1', expected a number from 0",
        "2017-10-09 07:01:55,66,1.5,66.0,a | 3 | (num_gpus): '1.5', expected a whole number",
        "2017-10-09 07:01:55,66,1,x,a      | 4 | (gpu_time): 'x'",
        "2017-10-09 07:01:55,66,1,66       | 4 | The last of 4 values",
        "2017-10-09 07:01:55,66,1,66,a,b   | 6 | More than 5 columns"})
    void read_badLine_namesLineColumnAndValue(String line, int column, String problem) throws IOException {
        String text = SAMPLE + line + "\n" + "2017-10-09 07:01:57,1,1,1,last\n";
        assertThatThrownBy(() -> read(text, BadLines.stop())).isInstanceOfSatisfying(WorkloadFormatException.class,
                fault -> {
                    assertThat(fault.line()).isEqualTo(5);
                    assertThat(fault.column()).isEqualTo(column);
                    assertThat(fault).hasMessageContaining(problem);
                });
        BadLines skipping = BadLines.skip();
        assertThat(read(text, skipping)).hasSize(4).extracting(PhillyJob::cluster).contains("last");
        assertThat(skipping.skipped()).isEqualTo(1);
        assertThat(skipping.told()).singleElement().asString().startsWith("line 5");
    }

    @Test
    void read_otherHeader_isRefusedEvenWhereBadLinesAreSkipped() {
        assertThatThrownBy(() -> read("cpu_seconds,gpu_seconds\n1,2\n", BadLines.skip()))
                .isInstanceOf(WorkloadFormatException.class).hasMessageContaining("timestamp,duration");
    }

    @Property(tries = 500, seed = "3")
    void read_anyTextAfterAJob_isSkippedWhereAsked(@ForAll String text) throws IOException {
        assertThat(read(SAMPLE + text, BadLines.skip())).hasSizeGreaterThanOrEqualTo(3);
        try {
            read(SAMPLE + text, BadLines.stop());
        } catch (WorkloadFormatException e) {
            assertThat(e.line()).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void read_realTrace_hasAllItsJobsAndTheirBurstiness() throws IOException {
        assumeThat(TRACE).as("real data").exists();
        try (InputStream in = Files.newInputStream(TRACE)) {
            double[] times = PhillyTasks.arrivals(PhillyReader.read(in, ReadLimits.defaults(), BadLines.stop()));
            assertThat(times).hasSize(82_247).isSorted();
            double mean = (times[times.length - 1] - times[0]) / (times.length - 1);
            double squares = 0;
            for (int i = 1; i < times.length; i++) {
                squares += Math.pow(times[i] - times[i - 1] - mean, 2);
            }
            assertThat(Math.sqrt(squares / (times.length - 1)) / mean).as("coefficient of variation of the gaps")
                    .isCloseTo(15, within(1.0));
        }
    }
}
