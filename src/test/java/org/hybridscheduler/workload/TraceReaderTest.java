package org.hybridscheduler.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TraceReaderTest {

    private static final ReadLimits SMALL = new ReadLimits(3, 2, 2, 20, 60);

    @Test
    void read_allColumns_keepsTheirValues() throws IOException {
        RecordedWorkload workload = read("""
                task_id,arrival_seconds,group,transfer_bytes,memory_mb,cpu_seconds,gpu_seconds,noise_cv,parents,\
                feature.size
                a,0,gemm,1e6,12.5,2,0.1,0.2,,3
                b,0.5,,,,4,+.2E-1,,a,
                "c, d",0.5,gemm,0,0,4,3.,0,a;b,-1
                """, ReadLimits.defaults());
        assertThat(workload.featureNames()).containsExactly("size");
        assertThat(workload.tasks()).hasSize(3);
        RecordedTask first = workload.tasks().get(0);
        assertThat(first).usingRecursiveComparison().isEqualTo(
                new RecordedTask(2, 0.1, 0, "gemm", 1e6, 12.5, 0.2, new double[] {3}, new int[0]));
        RecordedTask second = workload.tasks().get(1);
        assertThat(second).usingRecursiveComparison().ignoringFields("features").isEqualTo(
                new RecordedTask(4, 0.02, 0.5, null, 0, 0, 0, new double[0], new int[] {0}));
        assertThat(second.features()).containsExactly(Double.NaN);
        assertThat(workload.tasks().get(2).parents()).containsExactly(0, 1);
        assertThat(workload.tasks().get(2).group()).isSameAs(first.group());
    }

    @Test
    void read_requiredColumnsOnly_hasNoArrivals() throws IOException {
        RecordedWorkload workload = read("gpu_seconds,cpu_seconds\n1,2\n", ReadLimits.defaults());
        assertThat(workload.hasArrivals()).isFalse();
        assertThat(workload.tasks().get(0).cpuSeconds()).isEqualTo(2);
        assertThat(workload.featureNames()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void read_otherSpellingOfTheSameRows_hasTheSameDigest(String csv) throws IOException {
        RecordedWorkload plain = read("group,cpu_seconds,gpu_seconds\n\"a \"\"b\"\"\n,c\",2,1\nx,3,1\n",
                ReadLimits.defaults());
        assertThat(read(csv, ReadLimits.defaults()).digest()).isEqualTo(plain.digest());
    }

    static Stream<String> spellings() {
        return Stream.of(
                "\uFEFFgroup,cpu_seconds,gpu_seconds\n\"a \"\"b\"\"\n,c\",2,1\nx,3,1",
                "group,cpu_seconds,gpu_seconds\r\n\"a \"\"b\"\"\n,c\",2,1\r\nx,3,1\r\n",
                "group,cpu_seconds,gpu_seconds\r\"a \"\"b\"\"\n,c\",2,1\rx,3,1\r",
                "\n\"group\",\"cpu_seconds\",gpu_seconds\n\n\"a \"\"b\"\"\n,c\",\"2\",1\n\nx,3.0,1e0\n\n");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void read_fault_namesLineColumnAndValue(String csv, long line, int column, String message) {
        WorkloadFormatException fault = catchThrowableOfType(WorkloadFormatException.class, () -> read(csv, SMALL));
        assertThat(fault).isNotNull();
        assertThat(fault.getMessage()).contains(message)
                .startsWith("line " + line + (column == 0 ? ":" : ", column " + column));
        assertThat(fault.line()).isEqualTo(line);
        assertThat(fault.column()).isEqualTo(column);
    }

    static Stream<Arguments> faults() {
        return Stream.concat(headerFaults(), Stream.concat(valueFaults(), textFaults()));
    }

    private static Stream<Arguments> headerFaults() {
        return Stream.of(
                Arguments.of("", 1, 0, "The text is empty"),
                Arguments.of("cpu_seconds\n1\n", 1, 0, "'gpu_seconds' is missing"),
                Arguments.of("gpu_seconds,cpu_seconds\n", 2, 0, "No task follows"),
                Arguments.of("cpu_seconds;gpu\n", 1, 1, "Maybe the columns are not separated by commas?"),
                Arguments.of("cpu_seconds,cost,gpu_seconds\n", 1, 2,
                        "(cost): There is no column 'cost', valid are task_id,"),
                Arguments.of("cpu_seconds,GPU_Seconds\n", 1, 2, "Maybe 'gpu_seconds' is meant?"),
                Arguments.of("cpu_seconds,size,gpu_seconds\n", 1, 2, "Maybe 'feature.NAME' is meant?"),
                Arguments.of("cpu_seconds,gpu_seconds,cpu_seconds\n", 1, 3, "'cpu_seconds' comes twice"),
                Arguments.of("cpu_seconds,gpu_seconds,feature.\n", 1, 3, "'' is no feature's name"),
                Arguments.of("cpu_seconds,gpu_seconds,feature.a b\n", 1, 3, "'a b' is no feature's name"),
                Arguments.of("feature.a,feature.b,feature.c\n", 1, 3, "More than 2 features, 'c'"),
                Arguments.of("cpu_seconds,parents,gpu_seconds\n", 1, 2,
                        "(parents): Parents without the column task_id"),
                Arguments.of("\n" + "a,".repeat(20) + "\n", 2, 13, "More than 12 columns"));
    }

    private static Stream<Arguments> valueFaults() {
        String times = "cpu_seconds,gpu_seconds\n1,1\n";
        String named = "task_id,cpu_seconds,gpu_seconds,parents\na,1,1,\n";
        return Stream.of(
                Arguments.of(times + "0,1\n", 3, 1, "(cpu_seconds): '0', expected a number from 1.0E-9 to 1.0E9"),
                Arguments.of(times + "1,-2\n", 3, 2, "(gpu_seconds): '-2'"),
                Arguments.of(times + "1,\n", 3, 2,
                        "'', expected a number from 1.0E-9 to 1.0E9. Maybe the value is missing?"),
                Arguments.of(times + "NaN,1\n", 3, 1, "'NaN'"),
                Arguments.of(times + "Infinity,1\n", 3, 1, "'Infinity'"),
                Arguments.of(times + "1e400,1\n", 3, 1, "'1e400'"),
                Arguments.of(times + "0x1p3,1\n", 3, 1, "'0x1p3'"),
                Arguments.of(times + "1d,1\n", 3, 1, "'1d'"),
                Arguments.of(times + " 1,1\n", 3, 1, "Maybe there is a blank"),
                Arguments.of(times + "\"1,5\",1\n", 3, 1, "'1,5', expected a number from 1.0E-9 to 1.0E9. "
                        + "Maybe the decimal sign should be a point?"),
                Arguments.of(times + "1\n", 3, 1, "header has 2 columns. Maybe a comma is missing?"),
                Arguments.of(times + "1,5,1\n", 3, 3, "More than 2 columns"),
                Arguments.of(times + "1,1\n1,1\n1,1\n", 5, 0, "More than 3 tasks"),
                Arguments.of("cpu_seconds,gpu_seconds,arrival_seconds\n1,1,2\n1,1,1.5\n", 3, 3,
                        "(arrival_seconds): 1.5 is before the last task's arrival at 2.0. Maybe"),
                Arguments.of("cpu_seconds,gpu_seconds,arrival_seconds\n1,1,\n", 2, 3, "(arrival_seconds): ''"),
                Arguments.of("cpu_seconds,gpu_seconds,noise_cv\n1,1,5.5\n", 2, 3,
                        "'5.5', expected a number from 0.0 to 5.0"),
                Arguments.of("cpu_seconds,gpu_seconds,memory_mb\n1,1,-1\n", 2, 3, "(memory_mb): '-1'"),
                Arguments.of("cpu_seconds,gpu_seconds,transfer_bytes\n1,1,x\n", 2, 3, "(transfer_bytes): 'x'"),
                Arguments.of("cpu_seconds,gpu_seconds,feature.a\n1,1,x\n", 2, 3,
                        "(feature.a): 'x', expected a finite number. Maybe"),
                Arguments.of(named + ",1,1,\n", 3, 1, "(task_id): The task's id is empty"),
                Arguments.of(named + "a,1,1,\n", 3, 1, "The task id 'a' was given to task 1 already"),
                Arguments.of(named + "b,1,1,c\n", 3, 4, "(parents): No task 'c' before this one. Maybe"),
                Arguments.of(named + "b,1,1,b\n", 3, 4, "No task 'b' before this one"),
                Arguments.of(named + "b,1,1,a;\n", 3, 4, "No task '' before this one"),
                Arguments.of(named + "b,1,1,a;a;a\n", 3, 4, "3 parents, expected at most 2"));
    }

    private static Stream<Arguments> textFaults() {
        String header = "group,cpu_seconds,gpu_seconds\n";
        return Stream.of(
                Arguments.of(header + "\"a\nb\",1,0\n", 3, 3, "(gpu_seconds): '0'"),
                Arguments.of(header + "\"a\r\nb\",1,1\n\n\"a,1,1\n", 5, 1,
                        "(group): A quote is opened and never closed"),
                Arguments.of(header + "a\"b,1,1\n", 2, 1, "A quote within the unquoted value 'a'"),
                Arguments.of(header + "\"a\"b,1,1\n", 2, 1, "'b' after a closing quote"),
                Arguments.of(header + "x".repeat(21) + ",1,1\n", 2, 1, "A value of more than 20 characters"),
                Arguments.of(header + "x".repeat(20) + "," + "1".repeat(20) + "," + "1".repeat(20) + "\n", 2, 3,
                        "The row has more than 60 characters"),
                Arguments.of(header + "a\u0000,1,1\n", 2, 1, "A character that is no text after 'a'"));
    }

    @Test
    void read_bytesThatAreNoUtf8_namesTheirPlace() {
        byte[] latin1 = "group,cpu_seconds,gpu_seconds\nkern\u00E9l,1,1\n".getBytes(StandardCharsets.ISO_8859_1);
        WorkloadFormatException fault = catchThrowableOfType(WorkloadFormatException.class,
                () -> TraceReader.read("w", new ByteArrayInputStream(latin1), SMALL));
        assertThat(fault).isNotNull();
        assertThat(fault).hasMessageContaining("line 2, column 1 (group)")
                .hasMessageContaining("Maybe the file is not in UTF-8?");
    }

    @Test
    void read_rowsAtTheirLimits_areTaken() throws IOException {
        String row = "x".repeat(20) + "," + "1".repeat(9) + "." + "0".repeat(10) + ",1" + "0".repeat(8) + "."
                + "0".repeat(6);
        assertThat(row).hasSize(58);
        RecordedWorkload workload = read("group,cpu_seconds,gpu_seconds\n" + (row + "00\n").repeat(3), SMALL);
        assertThat(workload.tasks()).hasSize(3);
    }

    private static RecordedWorkload read(String csv, ReadLimits limits) throws IOException {
        return TraceReader.read("w", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), limits);
    }
}
