package org.hybridscheduler.workload.starpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.workload.Arrival;
import org.hybridscheduler.workload.Clusters;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.StreamSpec;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.Streams;
import org.hybridscheduler.workload.TraceReader;
import org.hybridscheduler.workload.WorkloadSummary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarPuConverterTest {

    private static final Path DATA = Path.of("..", "shared", "data");
    private static final Path MODELS = DATA.resolve("starpu-perfmodels.csv");
    private static final String HEADER = "host,codelet,dev,dev_id,ncores,size_bytes,flops,mean_us,dev_us,n\n";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private Path converted;

    @BeforeEach
    void place() {
        converted = folder.resolve("converted.csv");
    }

    @Test
    void run_pairOnSeveralDevices_averagesBySamples() throws IOException {
        String models = HEADER
                + "h,gemm,cpu,0,1,2000000,4e6,1000,300,10\n"
                + "h,gemm,cuda,0,1,2000000,4e6,100,10,30\n"
                + "h,gemm,cuda,1,1,2000000,4e6,200,40,10\n"
                + "h,gemm,cpu,0,4,2000000,4e6,9,9,10\n"
                + "h,cpu_only,cpu,0,1,2000000,0,1000,300,10\n"
                + "h,asum,cuda,0,1,8,0,50,0,10\n"
                + "h,asum,cpu,0,1,8,0,10,0,10\n";
        assertThat(convert(models)).isEqualTo(StarPuConverter.DONE);
        RecordedWorkload workload = readConverted();
        assertThat(workload.featureNames()).containsExactly("size", "size_bytes", "flops", "compute_intensity");
        assertThat(workload.tasks()).hasSize(2);
        RecordedTask asum = workload.tasks().get(0);
        assertThat(asum.group()).isEqualTo("asum");
        assertThat(asum.features()).containsExactly(8e-6, 8, Double.NaN, Double.NaN);
        RecordedTask gemm = workload.tasks().get(1);
        assertThat(gemm.group()).isEqualTo("gemm");
        assertThat(gemm.cpuSeconds()).isCloseTo(1e-3, withinPercentage(1e-9));
        assertThat(gemm.gpuSeconds()).isCloseTo(125e-6, withinPercentage(1e-9));
        // Variances: CPU 0.3^2, GPUs (3 * 0.1^2 + 0.2^2) / 4, and the mean of both.
        assertThat(gemm.noiseCv()).isCloseTo(Math.sqrt((0.09 + 0.0175) / 2), withinPercentage(1e-9));
        assertThat(gemm.transferBytes()).isEqualTo(2e6);
        assertThat(gemm.features()).containsExactly(2, 2e6, 4e6, 2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("2 tasks");
    }

    @Test
    void run_optionsLeaveOut_otherHostsAndDerivedEntries() throws IOException {
        String models = HEADER + pair("h,syrk", 1e6) + pair("h,gemm", 8192) + pair("h,gemm", 819200)
                + pair("i,gemm", 1e6);
        assertThat(convert(models, "--host", "h")).isEqualTo(StarPuConverter.DONE);
        assertThat(readConverted().tasks()).hasSize(3);
        assertThat(convert(models, "--host", "h", "--measured-only")).isEqualTo(StarPuConverter.DONE);
        assertThat(readConverted().tasks()).hasSize(1);
    }

    @Test
    void run_cannotConvert_saysWhyAndWritesNothing() throws IOException {
        assertThat(convert(HEADER + pair("h,gemm", 1e6), "--host", "x")).isEqualTo(StarPuConverter.FAILED);
        assertThat(complaints()).contains("no host 'x'").contains("[h]");
        assertThat(convert(HEADER + "h,gemm,cpu,0,1,8,0,abc,1,1\n")).isEqualTo(StarPuConverter.FAILED);
        assertThat(complaints()).contains("line 2, column 8 (mean_us): 'abc'");
        assertThat(convert(HEADER + "h,gemm,cpu,0,1,8,0,0,1,1\n")).isEqualTo(StarPuConverter.FAILED);
        assertThat(complaints()).contains("line 2: A measurement's mean is 0.0");
        assertThat(convert(HEADER + "h,gemm,cpu,0,1,8,0,1,1,1\n")).isEqualTo(StarPuConverter.FAILED);
        assertThat(complaints()).contains("measured both");
        assertThat(convert("a,b\n")).isEqualTo(StarPuConverter.FAILED);
        assertThat(complaints()).contains("line 1: The columns are a,b, expected host,codelet");
        assertThat(run(folder.resolve("absent.csv").toString(), converted.toString()))
                .isEqualTo(StarPuConverter.FAILED);
        assertThat(complaints()).contains("absent.csv");
        assertThat(converted).doesNotExist();
    }

    @Test
    void run_wrongUsage_printsUsage() {
        assertThat(run("in.csv")).isEqualTo(StarPuConverter.MISUSED);
        assertThat(complaints()).contains("Usage:");
        assertThat(run("in.csv", "out.csv", "--host")).isEqualTo(StarPuConverter.MISUSED);
        assertThat(run("in.csv", "out.csv", "--fast")).isEqualTo(StarPuConverter.MISUSED);
        assertThat(complaints()).contains("--fast is no option");
    }

    @Test
    void run_samplingFileOfAnotherVersion_namesFileAndLine() throws IOException {
        Path models = Files.createDirectory(folder.resolve("models"));
        Files.writeString(models.resolve("gemm.h"), "####\n# Performance Model Version\n44\n");
        assertThat(run(models.toString(), converted.toString())).isEqualTo(StarPuConverter.FAILED);
        assertThat(complaints()).contains("line 3").contains("version 44, expected 45").contains("gemm.h");
    }

    @Test
    void run_measuredModels_gives238PairsInOrder() throws IOException {
        assumeThat(MODELS).as("real data absent, test skipped").exists();
        assertThat(run(MODELS.toString(), converted.toString())).isEqualTo(StarPuConverter.DONE);
        RecordedWorkload workload = readConverted();
        assertThat(workload.tasks()).hasSize(238);
        List<String> ids = Files.readAllLines(converted).stream().skip(1).map(line -> line.split(",")[0]).toList();
        assertThat(ids).doesNotHaveDuplicates().startsWith("attila/chol_model_gemm/1228800",
                "attila/chol_model_gemm/4915200");
        double[] speedUps = workload.tasks().stream()
                .mapToDouble(task -> task.cpuSeconds() / task.gpuSeconds()).sorted().toArray();
        assertThat(speedUps[237]).isBetween(62.0, 63.0);
        double[] noise = workload.tasks().stream().mapToDouble(RecordedTask::noiseCv).sorted().toArray();
        assertThat(noise[119]).as("median noise").isBetween(0.09, 0.12);
    }

    @Test
    void run_measuredModels_replayAtTheirLoadAndNoise() throws IOException {
        assumeThat(MODELS).as("real data absent, test skipped").exists();
        assertThat(run(MODELS.toString(), converted.toString())).isEqualTo(StarPuConverter.DONE);
        RecordedWorkload workload = readConverted();
        ClusterSpec cluster = Clusters.of(9, 3);
        StreamSpec spec = Streams.spec(1, Draw.RANDOM, OptionalDouble.of(0.8), OptionalDouble.empty(),
                OptionalLong.of(50_000));
        List<Arrival> arrivals = Streams.take(workload.open(spec, cluster), 50_000);
        double capacity = WorkloadSummary.of(workload, cluster).capacityTasksPerSecond();
        assertThat(50_000 / arrivals.get(49_999).task().arrivalSeconds())
                .isCloseTo(0.8 * capacity, withinPercentage(1.4));
        List<Arrival> again = Streams.take(workload.open(spec, cluster), 50_000);
        assertThat(Streams.bytes(again)).isEqualTo(Streams.bytes(arrivals));
    }

    @Test
    void run_samplingFiles_giveTheSameBytesAsTheFlatFile() throws IOException {
        Path archive = DATA.resolve("starpu-perfmodels-raw.tar.gz");
        assumeThat(archive).as("real data absent, test skipped").exists();
        Path models = Files.createDirectory(folder.resolve("models"));
        unpackCodelets(archive, models);
        Path fromFolder = folder.resolve("from-folder.csv");
        assertThat(run(models.toString(), fromFolder.toString())).isEqualTo(StarPuConverter.DONE);
        assertThat(run(MODELS.toString(), converted.toString())).isEqualTo(StarPuConverter.DONE);
        assertThat(fromFolder).hasSameBinaryContentAs(converted);
    }

    /** Regular files below codelets/45 of a tar archive: blocks of 512 bytes, a header before each file. */
    private static void unpackCodelets(Path archive, Path target) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            for (byte[] block = in.readNBytes(512); block.length == 512 && block[0] != 0; block = in.readNBytes(512)) {
                String name = new String(block, 0, 100, StandardCharsets.US_ASCII).trim();
                int size = Integer.parseInt(new String(block, 124, 11, StandardCharsets.US_ASCII).trim(), 8);
                byte[] content = in.readNBytes((size + 511) / 512 * 512);
                if (name.contains("codelets/45/") && block[156] == '0') {
                    Files.write(target.resolve(Path.of(name).getFileName()), Arrays.copyOf(content, size));
                }
            }
        }
    }

    private static String pair(String hostAndCodelet, double size) {
        return hostAndCodelet + ",cpu,0,1," + size + ",0,100,1,10\n"
                + hostAndCodelet + ",cuda,0,1," + size + ",0,10,1,10\n";
    }

    private int convert(String models, String... options) throws IOException {
        Path from = Files.writeString(folder.resolve("models.csv"), models);
        String[] args = Arrays.copyOf(options, options.length + 2);
        args[options.length] = from.toString();
        args[options.length + 1] = converted.toString();
        return run(args);
    }

    private int run(String... args) {
        return StarPuConverter.run(args, new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(complaints, true, StandardCharsets.UTF_8));
    }

    private String complaints() {
        return complaints.toString(StandardCharsets.UTF_8);
    }

    private RecordedWorkload readConverted() throws IOException {
        try (InputStream in = Files.newInputStream(converted)) {
            return TraceReader.read("starpu", in, ReadLimits.defaults());
        }
    }
}
