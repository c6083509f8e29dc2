package org.hybridscheduler.workload.wfformat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hybridscheduler.workload.BadLines;
import org.hybridscheduler.workload.GpuSpeedup;
import org.hybridscheduler.workload.ReadLimits;
import org.hybridscheduler.workload.RecordedTask;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.Recording;
import org.hybridscheduler.workload.Texts;
import org.hybridscheduler.workload.WorkloadFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WfFormatReaderTest {

    /** The join stands before what it waits for; one edge is told by the parent alone; one run time is 0. */
    private static final String SAMPLE = """
            {"name": "sample", "schemaVersion": "1.5", "extra": [{"deep": {}}],
             "workflow": {
              "execution": {"tasks": [
               {"id": "join", "runtimeInSeconds": 2.5, "memoryInBytes": 3000000},
               {"id": "left_ID0000002", "runtimeInSeconds": 4},
               {"id": "right_3", "runtimeInSeconds": 0, "command": {"program": "x"}}]},
              "specification": {
               "tasks": [
                {"id": "join", "parents": ["left_ID0000002"], "children": [], "inputFiles": ["l", "r", "in"],
                 "outputFiles": []},
                {"id": "left_ID0000002", "parents": [], "children": ["join"], "inputFiles": ["in"],
                 "outputFiles": ["l"]},
                {"id": "right_3", "name": "right_3", "parents": [], "children": ["join"], "inputFiles": [],
                 "outputFiles": ["r", "unused"]}],
               "files": [{"id": "in", "sizeInBytes": 1000}, {"id": "l", "sizeInBytes": 200},
                {"id": "r", "sizeInBytes": 30}, {"id": "unused", "sizeInBytes": 5}]}}}
            """;

    private static Recording read(String text, BadLines badLines) throws IOException {
        return WfFormatReader.read(Texts.stream(text), ReadLimits.defaults(), badLines, new GpuSpeedup(2));
    }

    @Test
    void read_workflow_isParentsFirstWithBytesOfEachEdge() throws IOException {
        Recording recording = read(SAMPLE, BadLines.stop());
        assertThat(recording.tasks()).extracting(RecordedTask::group).containsExactly("left", "right", "join");
        RecordedTask left = recording.tasks().get(0);
        assertThat(left.cpuSeconds()).isEqualTo(4);
        assertThat(left.gpuSeconds()).isEqualTo(2);
        assertThat(left.transferBytes()).isEqualTo(1000);
        assertThat(recording.tasks().get(1).cpuSeconds()).as("below the log's resolution").isEqualTo(1e-3);
        RecordedTask join = recording.tasks().get(2);
        assertThat(join.parents()).containsExactly(0, 1);
        assertThat(join.transferBytes()).isEqualTo(1230);
        assertThat(join.parentBytes()).containsExactly(200, 30);
        assertThat(join.memoryMb()).isEqualTo(3);
        assertThat(join.features()).containsExactly(1230e-6, 3);
        assertThat(join.arrivalSeconds()).isNaN();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"runtimeInSeconds\": 4    | \"runtimeInSeconds\": \"4\" | 5  | (runtimeInSeconds): Expected a number",
        "\"runtimeInSeconds\": 4    | \"runtimeInSeconds\": -4    | 5  | (runtimeInSeconds): -4, expected a number",
        "{\"id\": \"left_ID0000002\", \"runtimeInSeconds\": 4} | {\"runtimeInSeconds\": 4} | 5 | (id): Is missing",
        "{\"id\": \"left_ID0000002\", \"runtimeInSeconds\": 4} | 7 | 5 | Expected an object",
        "\"id\": \"left_ID0000002\", \"parents\": [] | \"id\": \"left_ID0000002\", \"parents\": [{\"a\":[1]}] | 11 | (parents): Expected a text",
        "\"id\": \"left_ID0000002\", \"parents\": [] | \"id\": \"left_ID0000002\", \"parents\": [\"no\"] | 11 | (parents): There is no 'no'",
        "\"inputFiles\": [\"in\"] | \"inputFiles\": [\"gone\"] | 11 | (inputFiles): There is no 'gone'",
        "\"id\": \"left_ID0000002\", \"parents\": [] | \"id\": \"left_ID0000002\", \"parents\": [\"join\"] | 9 | waits for itself"})
    void read_badTask_isNamedAndWhereAskedLeftOutWithWhatWaitsForIt(String part, String bad, int line, String problem)
            throws IOException {
        assertThat(SAMPLE).contains(part);
        String text = SAMPLE.replace(part, bad);
        assertThatThrownBy(() -> read(text, BadLines.stop())).isInstanceOfSatisfying(WorkloadFormatException.class,
                fault -> {
                    assertThat(fault).hasMessageContaining(problem);
                    assertThat(fault.line()).isEqualTo(line);
                });
        BadLines skipping = BadLines.skip();
        assertThat(read(text, skipping).tasks()).extracting(RecordedTask::group).containsExactly("right");
        assertThat(skipping.skipped()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void read_noJson_isRefusedEvenWhereBadLinesAreSkipped() {
        assertThatThrownBy(() -> read(SAMPLE.substring(0, 300), BadLines.skip()))
                .isInstanceOf(WorkloadFormatException.class).hasMessageContaining("The text ends");
        assertThatThrownBy(() -> read(SAMPLE + "{}", BadLines.skip())).hasMessageContaining("the end of the text");
        assertThatThrownBy(() -> read("{\"workflow\": {\"tasks\": []}}", BadLines.skip()))
                .hasMessageContaining("older WfFormat");
    }

    @Test
    void read_moreTasksThanAllowed_isRefused() {
        ReadLimits limits = new ReadLimits(2, 1, 9, 100, 1000);
        assertThatThrownBy(() -> WfFormatReader.read(Texts.stream(SAMPLE), limits, BadLines.skip(), new GpuSpeedup(1)))
                .hasMessageContaining("More than 2 tasks");
    }

    @Provide
    Arbitrary<String> damaged() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, SAMPLE.length() - 1);
        Arbitrary<String> texts = Arbitraries.of("", "{", "}", "[", "]", "\"", ",", "1", "-", "null", "\"in\"", "\\", ":");
        return places.flatMap(place -> texts.map(text -> SAMPLE.substring(0, place) + text
                + SAMPLE.substring(place + 1)));
    }

    @Property(tries = 1_000, seed = "5")
    void read_damagedText_endsWithTasksOrAFormatFault(@ForAll("damaged") String text) throws IOException {
        for (BadLines badLines : new BadLines[] {BadLines.stop(), BadLines.skip()}) {
            try {
                Recording recording = read(text, badLines);
                new RecordedWorkload("sound", recording.featureNames(), recording.tasks());
            } catch (WorkloadFormatException e) {
                assertThat(e.line()).isPositive();
            }
        }
    }

    /** Counts by another program (Python's json), edges where the producer of a file is among the parents. */
    @ParameterizedTest
    @CsvSource({
        "epigenomics-chameleon-hep-1seq-100k-001.json, 41, 48, 941180492, 353323676",
        "sarek-dirt02-001.json, 26, 50, 221180610, 155179843",
        "seismology-chameleon-900p-001.json, 901, 900, 14380518, 5692896",
        "srasearch-chameleon-20a-001.json, 42, 60, 30221454291, 30221355570"})
    void read_realWorkflow_hasItsTasksEdgesAndBytes(String file, int tasks, int edges, double inputBytes,
            double edgeBytes) throws IOException {
        Path path = Texts.DATA.resolve("wfinstances").resolve(file);
        assumeThat(path).as("real data").exists();
        try (InputStream in = Files.newInputStream(path)) {
            Recording recording = WfFormatReader.read(in, ReadLimits.defaults(), BadLines.stop(), new GpuSpeedup(8));
            // Its constructor refuses a parent that does not come first, and so a cycle.
            RecordedWorkload workload = new RecordedWorkload("w", recording.featureNames(), recording.tasks());
            assertThat(workload.tasks()).hasSize(tasks);
            assertThat(workload.tasks().stream().mapToInt(task -> task.parents().length).sum()).isEqualTo(edges);
            assertThat(workload.tasks().stream().mapToDouble(RecordedTask::transferBytes).sum()).isEqualTo(inputBytes);
            assertThat(workload.tasks().stream().filter(task -> task.parentBytes() != null)
                    .flatMapToDouble(task -> DoubleStream.of(task.parentBytes())).sum())
                    .isEqualTo(edgeBytes);
        }
    }
}
