package org.hybridscheduler.simulation.experiment.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws InterruptedException {
        return new CommandLine(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)).run(arguments);
    }

    @Test
    void run_recordedAndSyntheticTasks_writesReportsTableAndProgress() throws InterruptedException, IOException {
        Path csv = folder.resolve("kernels.csv");
        Files.writeString(csv, "cpu_seconds,gpu_seconds,feature.n\n1,2,3\n4,0.5,7\n");

        int code = run("--workloads", "synthetic," + csv, "--strategies", "greedy,oracle", "--loads", "0.4,0.6", "--seeds",
                "7..9", "--tasks", "100", "--threads", "2", "--queue-capacity", "90", "--parameters",
                "greedy.gpu_intensity=2", "--json", folder.resolve("r.json").toString(), "--csv",
                folder.resolve("r.csv").toString(), "--html", folder.resolve("r.html").toString());

        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("kernels, load 0.6", "synthetic, load 0.4", "oracle");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("0/12 runs").endsWith("] 12/12 runs\n");
        assertThat(Files.readString(folder.resolve("r.json"))).contains("\"seeds\":[7,8,9]", "\"queue_capacity\":90",
                "\"greedy.gpu_intensity\":2");
        assertThat(Files.readAllLines(folder.resolve("r.csv"))).hasSize(1 + 2 * 2 * 3 * 2);
        assertThat(Files.readString(folder.resolve("r.html"))).startsWith("<!DOCTYPE html>");
    }

    @Test
    void help_anyArguments_namesEveryOption() throws InterruptedException {
        assertThat(run("--help")).isZero();
        assertThat(Order.OPTIONS).allSatisfy(option ->
                assertThat(out.toString(StandardCharsets.UTF_8)).contains("--" + option + " "));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("hybrid_ml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--sedes 1|not an option", "1 2|not an option", "--seeds|no value",
        "--seeds 1 --seeds 2|twice", "--seeds 5..1|FIRST..LAST", "--seeds 1..9223372036854775807|at most 1000",
        "--seeds x|whole numbers", "--loads 0|0.01 to 10", "--loads a|numbers", "--strategies nobody|nobody",
        "--tasks 0|1 to 10000000", "--warm-up 5000|0 to 4999", "--draw sideways|in_order or random",
        "--parameters greedy.none=1|one of", "--parameters greedy|NAME=NUMBER", "--cpus 0 --gpus 0|at least 1",
        "--workloads a%b.csv|'synthetic' or files", "--noise-cv 9|0 to 5", "--format xls|csv, swf, philly, wfformat, starpu", "--on-error ask|stop or skip",
        "--gpu-speedup 0|0.001 to 1000", "--threads 0|1 to 1024"})
    void run_wrongArguments_saysWhichAndEndsWithTwo(String line, String expected) throws InterruptedException {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(expected).doesNotContain("\tat ");
    }

    @Test
    void run_fileThatIsNotThereOrNoWorkload_saysSo() throws InterruptedException, IOException {
        assertThat(run("--workloads", folder.resolve("none.csv").toString())).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.csv");

        Path bad = folder.resolve("bad.csv");
        Files.writeString(bad, "cpu_seconds,gpu_seconds\n1,fast\n");
        assertThat(run("--workloads", bad.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("bad.csv", "line 2");
    }

    private static String job(int number, int seconds) {
        return number + " " + 10 * number + " 0 " + seconds + " 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n";
    }

    @Test
    void run_jobLog_isReadByItsSuffixWithTheSpeedupThatIsGiven() throws InterruptedException, IOException {
        Path swf = folder.resolve("site.swf");
        Files.writeString(swf, "; UnixStartTime: 0\n" + job(1, 8) + job(2, 4) + job(3, 2));
        String[] rest = {"--strategies", "all_gpu", "--loads", "0.01", "--seeds", "1", "--tasks", "50", "--warm-up", "0"};

        assertThat(run(with(rest, "--workloads", swf.toString()))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("site.swf", "--gpu-speedup");
        assertThat(run(with(rest, "--workloads", swf.toString(), "--gpu-speedup", "4", "--csv",
                folder.resolve("four.csv").toString()))).isZero();
        assertThat(run(with(rest, "--workloads", swf.toString(), "--gpu-speedup", "400", "--csv",
                folder.resolve("more.csv").toString()))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("site, load 0.01");
        assertThat(Files.readString(folder.resolve("four.csv")))
                .isNotEqualTo(Files.readString(folder.resolve("more.csv")));
    }

    @Test
    void run_badLine_stopsOrIsLeftOutAndCounted() throws InterruptedException, IOException {
        Path csv = folder.resolve("kernels.csv");
        Files.writeString(csv, "cpu_seconds,gpu_seconds\n1,2\n1,fast\n3,4\n");
        String[] rest = {"--workloads", csv.toString(), "--strategies", "greedy", "--seeds", "1", "--tasks", "20"};

        assertThat(run(rest)).isEqualTo(2);
        assertThat(run(with(rest, "--on-error", "skip"))).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("1 lines left out, such as: line 3");
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }
}
