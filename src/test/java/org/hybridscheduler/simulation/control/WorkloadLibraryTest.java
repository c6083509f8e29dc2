package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hybridscheduler.workload.GpuSpeedup;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.SyntheticParameters;
import org.hybridscheduler.workload.Workload;
import org.hybridscheduler.workload.WorkloadFormatException;
import org.hybridscheduler.workload.formats.Imported;
import org.hybridscheduler.workload.formats.WorkloadFormat;
import org.hybridscheduler.workload.formats.WorkloadImport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadLibraryTest {

    private static final String TWO_TASKS = "cpu_seconds,gpu_seconds\n1,2\n3,4\n";
    private static final String ONE_TASK = "cpu_seconds,gpu_seconds\n5,6\n";
    private static final String SWF = "1 0 5 120 8 -1 -1 8 3600 -1 1 7 1 -1 -1 1 -1 -1\n"
            + "2 10 5 60 8 -1 -1 8 3600 -1 1 7 1 -1 -1 1 -1 -1\n3 20\n";
    private static final SimulationSettings DEFAULTS = new SimulationSettings() {
        @Override
        public SyntheticParameters synthetic() {
            return SyntheticParameters.defaults();
        }
    };

    @TempDir
    private Path data;

    private WorkloadLibrary library;

    @BeforeEach
    void open() {
        library = opened();
    }

    private WorkloadLibrary opened() {
        WorkloadLibrary opened = new WorkloadLibrary();
        opened.settings = DEFAULTS;
        opened.dataDirectory = data.resolve("not").resolve("there").resolve("yet");
        opened.maxBytes = 1_000;
        opened.maxTasks = 10;
        opened.maxWorkloads = 3;
        opened.open();
        return opened;
    }

    private static InputStream bytes(String csv) {
        return new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
    }

    /** Every file below the data directory, by its path in it. */
    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).map(file -> data.relativize(file).toString()).sorted().toList();
        }
    }

    @Test
    void names_nothingUploaded_isTheSyntheticOne() {
        assertThat(library.names()).containsExactly("synthetic");
        assertThat(library.find("synthetic")).map(Workload::name).contains("synthetic");
    }

    @Test
    void add_validWorkload_isListedFoundAndKeptForTheNextProcess() throws IOException {
        RecordedWorkload added = library.add("zeta", bytes(TWO_TASKS));
        library.add("Alpha-1.2_x", bytes(ONE_TASK));

        assertThat(added.tasks()).hasSize(2);
        assertThat(files()).containsExactly("not/there/yet/workloads/Alpha-1.2_x.csv",
                "not/there/yet/workloads/zeta.csv");
        assertThat(library.names()).containsExactly("synthetic", "Alpha-1.2_x", "zeta");
        WorkloadLibrary next = opened();
        assertThat(next.names()).isEqualTo(library.names());
        assertThat(next.find("zeta")).map(Workload::digest).contains(added.digest());
        assertThat(next.find("absent")).isEmpty();
    }

    @Test
    void add_nameTaken_replacesIt() throws IOException {
        String before = library.add("trace", bytes(TWO_TASKS)).digest();
        assertThat(library.find("trace")).map(Workload::digest).contains(before);

        String after = library.add("trace", bytes(ONE_TASK)).digest();

        assertThat(after).isNotEqualTo(before);
        assertThat(library.find("trace")).map(Workload::digest).contains(after);
        assertThat(opened().find("trace")).map(Workload::digest).contains(after);
    }

    @Test
    void remove_uploaded_isGone() throws IOException {
        library.add("trace", bytes(TWO_TASKS));

        assertThat(library.remove("trace")).isTrue();

        assertThat(library.find("trace")).isEmpty();
        assertThat(library.names()).containsExactly("synthetic");
        assertThat(files()).isEmpty();
        assertThat(library.remove("trace")).isFalse();
    }

    @Test
    void remove_synthetic_isNotPossible() {
        assertThat(library.remove("synthetic")).isFalse();
        assertThat(library.find("synthetic")).isPresent();
    }

    @Test
    void add_badLine_leavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> library.add("trace", bytes(TWO_TASKS + "1,x\n")))
                .isInstanceOf(WorkloadFormatException.class).hasMessageContaining("line 4, column 2");

        assertThat(files()).isEmpty();
        assertThat(library.find("trace")).isEmpty();
    }

    @Test
    void add_badLineUnderATakenName_keepsWhatWasThere() throws IOException {
        String before = library.add("trace", bytes(TWO_TASKS)).digest();

        assertThatThrownBy(() -> library.add("trace", bytes("nonsense"))).isInstanceOf(WorkloadFormatException.class);

        assertThat(library.find("trace")).map(Workload::digest).contains(before);
        assertThat(opened().find("trace")).map(Workload::digest).contains(before);
        assertThat(files()).hasSize(1);
    }

    @Test
    void add_tooManyBytes_isRefusedWith413AndLeavesNothingBehind() throws IOException {
        String csv = TWO_TASKS + "\n".repeat(1_001 - TWO_TASKS.length());

        WorkloadLimitException refused =
                catchThrowableOfType(WorkloadLimitException.class, () -> library.add("trace", bytes(csv)));

        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(413);
        assertThat(files()).isEmpty();
    }

    @Test
    void add_tooManyTasks_isRefusedNamingTheLimit() throws IOException {
        assertThatThrownBy(() -> library.add("trace", bytes(ONE_TASK + "1,1\n".repeat(10))))
                .isInstanceOf(WorkloadFormatException.class).hasMessageContaining("10 tasks");

        assertThat(files()).isEmpty();
    }

    @Test
    void add_oneWorkloadTooMany_isRefusedWith409ButOneMayBeReplaced() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            library.add(name, bytes(ONE_TASK));
        }

        WorkloadLimitException refused =
                catchThrowableOfType(WorkloadLimitException.class, () -> library.add("d", bytes(ONE_TASK)));

        assertThat(refused).isNotNull().hasMessageContaining("3 workloads").hasMessageContaining("Maybe");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(library.add("c", bytes(TWO_TASKS)).tasks()).hasSize(2);
        assertThat(files()).hasSize(3);
    }

    /** Regression: uploads that overlapped each found room for the last place. */
    @Test
    void add_theLastPlaceIsTakenWhileItIsRead_isRefusedAndLeavesNothingBehind() throws IOException {
        library.add("a", bytes(ONE_TASK));
        library.add("b", bytes(ONE_TASK));
        InputStream slow = new ByteArrayInputStream(ONE_TASK.getBytes(StandardCharsets.UTF_8)) {
            private boolean overtaken;

            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                if (!overtaken) {
                    overtaken = true;
                    try {
                        library.add("c", bytes(ONE_TASK));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
                return super.read(buffer, offset, length);
            }
        };

        assertThatThrownBy(() -> library.add("d", slow)).isInstanceOf(WorkloadLimitException.class);

        assertThat(library.names()).containsExactly("synthetic", "a", "b", "c");
        assertThat(files()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../escaped", "a/b", "a\\b", "/etc/passwd", "-x", "_x", ".hidden", "a b",
        "synthetic", "a\0", "ä", "12345678901234567890123456789012345678901234567890123456789012345"})
    void add_nameThatIsNone_isRefusedAndWritesNothing(String name) throws IOException {
        assertThat(WorkloadLibrary.isFree(name)).isFalse();
        assertThatThrownBy(() -> library.add(name, bytes(ONE_TASK))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be a workload's name");

        assertThat(files()).isEmpty();
        assertThat(library.remove(name)).isFalse();
    }

    @Test
    void find_nameThatEscapesTheDirectory_findsNothing() throws IOException {
        Files.writeString(data.resolve("not/there/yet/secret.csv"), ONE_TASK);

        assertThat(library.find("../secret")).isEmpty();
        assertThat(library.remove("../secret")).isFalse();
        assertThat(files()).hasSize(1);
    }

    @Test
    void names_foreignFiles_areLeftOut() throws IOException {
        Files.writeString(data.resolve("not/there/yet/workloads/.csv"), ONE_TASK);
        Files.writeString(data.resolve("not/there/yet/workloads/notes.txt"), ONE_TASK);

        assertThat(library.names()).containsExactly("synthetic");
    }

    @Test
    void add_otherFormat_isKeptAsOurOwnAndReadBackAlike() throws IOException {
        Imported added = library.add("jobs", bytes(SWF), new WorkloadImport(WorkloadFormat.SWF, true,
                Optional.of(new GpuSpeedup(4))));
        assertThat(added.skippedLines()).isEqualTo(1);
        assertThat(added.badLines()).singleElement().asString().startsWith("line 3");
        assertThat(added.tasks().orElseThrow().tasks()).hasSize(2);
        assertThat(opened().find("jobs")).map(Workload::digest).contains(added.tasks().orElseThrow().digest());
    }

    @Test
    void add_workflow_keepsTheBytesOfItsEdges() throws IOException {
        String workflow = "{\"workflow\":{\"specification\":{\"tasks\":[{\"id\":\"a;1\",\"outputFiles\":[\"f\"]},"
                + "{\"id\":\"b\",\"parents\":[\"a;1\"],\"inputFiles\":[\"f\"]}],\"files\":[{\"id\":\"f\","
                + "\"sizeInBytes\":7}]},\"execution\":{\"tasks\":[{\"id\":\"a;1\",\"runtimeInSeconds\":1},"
                + "{\"id\":\"b\",\"runtimeInSeconds\":2}]}}}";
        String digest = library.add("flow", bytes(workflow), new WorkloadImport(WorkloadFormat.WFFORMAT, false,
                Optional.of(new GpuSpeedup(4)))).tasks().orElseThrow().digest();
        RecordedWorkload again = (RecordedWorkload) opened().find("flow").orElseThrow();
        assertThat(again.digest()).isEqualTo(digest);
        assertThat(again.tasks().get(1).parentBytes()).containsExactly(7);
    }

    @Test
    void add_arrivalsAlone_canOnlyBeCombined() throws IOException {
        library.add("tasks", bytes(TWO_TASKS));
        WorkloadImport arrivalsAlone = new WorkloadImport(WorkloadFormat.SWF, true, Optional.empty());
        assertThat(library.add("jobs", bytes(SWF), arrivalsAlone).tasks()).isEmpty();
        WorkloadLibrary next = opened();
        assertThat(next.names()).containsExactly("synthetic", "jobs", "tasks");
        assertThat(next.find("jobs")).isEmpty();
        assertThat(next.find("tasks", Optional.of("jobs")).digest())
                .isEqualTo(library.find("tasks", Optional.of("jobs")).digest());
        assertThat(next.findArrivals("jobs").orElseThrow().seconds(1)).isEqualTo(10);
        assertThatThrownBy(() -> next.find("jobs", Optional.empty())).hasMessageContaining("arrival times only");
        assertThatThrownBy(() -> next.find("tasks", Optional.of("tasks"))).hasMessageContaining("no recorded arrival");
        assertThatThrownBy(() -> next.find("tasks", Optional.of("none"))).hasMessageContaining("No workload 'none'");
        assertThatThrownBy(() -> next.find("tasks", Optional.of("synthetic"))).hasMessageContaining("'synthetic'");
        assertThat(next.remove("jobs")).isTrue();
        assertThat(next.names()).containsExactly("synthetic", "tasks");
    }

    @Test
    void add_otherKindUnderTheSameName_replacesIt() throws IOException {
        library.add("jobs", bytes(TWO_TASKS));
        library.add("jobs", bytes(SWF), new WorkloadImport(WorkloadFormat.SWF, true, Optional.empty()));
        assertThat(library.find("jobs")).isEmpty();
        assertThat(files()).singleElement().asString().endsWith("jobs.arrivals");
        library.add("jobs", bytes(TWO_TASKS));
        assertThat(library.find("jobs")).isPresent();
        assertThat(files()).singleElement().asString().endsWith("jobs.csv");
    }

    @Test
    void add_skippedLinesOfOurOwnFormat_areNotKept() throws IOException {
        Imported added = library.add("trace", bytes("task_id,cpu_seconds,gpu_seconds,parents\na,1,2,\nb,x,4,\nc,5,6,b\n"
                + "d,\"7,8,\ne,1,1,a\n"), new WorkloadImport(WorkloadFormat.CSV, true, Optional.empty()));
        assertThat(added.skippedLines()).isEqualTo(3);
        assertThat(added.tasks().orElseThrow().tasks()).hasSize(1);
        assertThat(opened().find("trace")).map(Workload::digest).contains(added.tasks().orElseThrow().digest());
    }
}
