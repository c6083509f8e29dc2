package org.hybridscheduler.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTraceTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(String... args) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return SampleTrace.run(args, out, out);
    }

    @Test
    void run_fileAndNumber_writesATraceThatReadsBack() throws IOException {
        Path file = directory.resolve("sample.csv");

        assertThat(run(file.toString(), "200", "5")).isZero();

        try (InputStream in = Files.newInputStream(file)) {
            RecordedWorkload read = TraceReader.read("sample", in, ReadLimits.defaults());
            assertThat(read.tasks()).hasSize(200);
            assertThat(read.featureNames()).contains("size", "compute_intensity");
            assertThat(read.tasks()).anyMatch(task -> task.parents().length > 0);
            assertThat(read.tasks()).allMatch(task -> task.noiseCv() == 0.10);
        }
    }

    @Test
    void run_sameSeedTwice_writesTheSameBytes() throws IOException {
        run(directory.resolve("a.csv").toString(), "50", "9");
        run(directory.resolve("b.csv").toString(), "50", "9");

        assertThat(Files.readString(directory.resolve("a.csv"))).isEqualTo(Files.readString(directory.resolve("b.csv")));
    }

    @Test
    void run_wrongUsage_tellsTheUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("x.csv", "0")).isEqualTo(2);
        assertThat(run("x.csv", "many")).isEqualTo(2);
        assertThat(run(directory.resolve("no/such/folder.csv").toString())).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Usage", "many", "Not written");
    }
}
