package org.hybridscheduler.simulation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hybridscheduler.documentation.ApiDocument;
import org.hybridscheduler.problem.FieldReader;
import org.hybridscheduler.problem.Problem.FieldError;
import org.hybridscheduler.problem.ProblemException;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.simulation.control.StartRequest;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartBodyTest {

    private static final List<String> WORKLOADS = List.of("synthetic", "kernels");
    private static final List<String> STRATEGIES = List.of("random", "oracle");

    private static StartRequest read(String json) {
        return StartBody.read(FieldReader.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))),
                WORKLOADS, STRATEGIES);
    }

    private static List<FieldError> errors(String json) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(json));
        assertThat(problem).as(json).isNotNull();
        assertThat(problem.status()).isEqualTo(400);
        return problem.errors();
    }

    @Test
    void read_emptyObject_isARunAsConfigured() {
        assertThat(read("{}")).isEqualTo(StartRequest.asConfigured());
    }

    @Test
    void read_everyField_isInTheRequest() {
        StartRequest request = read("""
                {"workload":"kernels","draw":"random","seed":-7,"load":0.8,"cpus":3,"gpus":0,"gpu_memory_mb":500.5,\
                "noise_cv":0.3,"pace_tasks_per_second":0,"max_tasks":2000,"schedulers":["oracle","random"],\
                "queue_capacity":9,"transfers":"overlapped","mean_seconds_to_failure":500,\
                "mean_seconds_to_repair":2.5}""");

        assertThat(request.workload()).contains("kernels");
        assertThat(request.draw()).contains(Draw.RANDOM);
        assertThat(request.seed()).hasValue(-7);
        assertThat(request.load()).hasValue(0.8);
        assertThat(request.cpus()).hasValue(3);
        assertThat(request.gpus()).hasValue(0);
        assertThat(request.gpuMemoryMb()).hasValue(500.5);
        assertThat(request.noiseCv()).hasValue(0.3);
        assertThat(request.paceTasksPerSecond()).hasValue(0);
        assertThat(request.maxTasks()).hasValue(2_000);
        assertThat(request.strategies()).contains(List.of("oracle", "random"));
        assertThat(request.queueCapacity()).hasValue(9);
        assertThat(request.transfers()).contains(Transfers.OVERLAPPED);
        assertThat(request.meanSecondsToFailure()).hasValue(500);
        assertThat(request.meanSecondsToRepair()).hasValue(2.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"load\":0.01}", "{\"load\":10}", "{\"cpus\":1024}", "{\"gpus\":1024}",
        "{\"gpu_memory_mb\":1}", "{\"gpu_memory_mb\":1e9}", "{\"noise_cv\":0}", "{\"noise_cv\":5}",
        "{\"pace_tasks_per_second\":1e6}", "{\"max_tasks\":1}", "{\"max_tasks\":1000000000}", "{\"queue_capacity\":1}",
        "{\"queue_capacity\":1000000}", "{\"seed\":9223372036854775807}", "{\"draw\":\"in_order\"}"})
    void read_bounds_areIncluded(String json) {
        assertThat(read(json)).isNotEqualTo(StartRequest.asConfigured());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "load|0.009|a number, 0.01 to 10.0",
        "load|10.1|a number, 0.01 to 10.0",
        "cpus|-1|a whole number, 0 to 1024",
        "cpus|1025|a whole number, 0 to 1024",
        "gpus|-1|a whole number, 0 to 1024",
        "gpus|1025|a whole number, 0 to 1024",
        "gpus|1.5|a whole number, 0 to 1024",
        "gpu_memory_mb|0.5|a number, 1.0 to 1000000000",
        "gpu_memory_mb|1e10|a number, 1.0 to 1000000000",
        "noise_cv|-0.1|a number, 0.0 to 5.0",
        "noise_cv|5.1|a number, 0.0 to 5.0",
        "pace_tasks_per_second|-1|a number, 0.0 to 1000000.0",
        "pace_tasks_per_second|1000001|a number, 0.0 to 1000000.0",
        "max_tasks|0|a whole number, 1 to 1000000000",
        "max_tasks|1000000001|a whole number, 1 to 1000000000",
        "queue_capacity|0|a whole number, 1 to 1000000",
        "queue_capacity|1000001|a whole number, 1 to 1000000",
        "seed|9223372036854775808|a whole number, -9223372036854775808 to 9223372036854775807",
        "seed|\"one\"|a whole number, -9223372036854775808 to 9223372036854775807",
        "workload|\"absent\"|one of: synthetic, kernels",
        "draw|\"RANDOM\"|one of: in_order, random",
        "transfers|\"free\"|one of: included, charged, overlapped",
        "mean_seconds_to_failure|-1|a number, 0.0 to 1000000000",
        "mean_seconds_to_failure|0.0009|0 (never), or a number of at least 0.001",
        "mean_seconds_to_repair|0|a number, 0.001 to 1000000000",
        "schedulers|[\"fifo\"]|one of: random, oracle",
        "schedulers|[]|an array of some of: random, oracle"})
    void read_outOfRange_namesTheFieldWithItsRange(String field, String value, String allowed) {
        assertThat(errors("{\"" + field + "\":" + value + "}")).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.detail()).startsWith("is ");
            assertThat(error.allowed()).isEqualTo(allowed);
        });
    }

    @Test
    void read_noDeviceAtAll_isRejected() {
        assertThat(errors("{\"cpus\":0,\"gpus\":0}")).extracting(FieldError::field).containsExactly("cpus");
        assertThat(read("{\"cpus\":0,\"gpus\":1}").gpus()).hasValue(1);
    }

    @Test
    void read_unknownField_isNamedWithTheValidOnes() {
        assertThat(errors("{\"lod\":1}")).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("lod");
            assertThat(error.allowed().split(", ")).containsExactlyInAnyOrder("workload", "draw", "seed", "load",
                    "cpus", "gpus", "gpu_memory_mb", "noise_cv", "pace_tasks_per_second", "max_tasks", "schedulers",
                    "queue_capacity", "transfers", "mean_seconds_to_failure", "mean_seconds_to_repair",
                    "arrivals");
        });
    }

    @Test
    void read_severalWrong_namesAllAtOnce() {
        assertThat(errors("{\"load\":0,\"cpus\":-1,\"noise_cv\":9,\"draw\":1,\"paused\":true}"))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("load", "cpus", "noise_cv", "draw", "paused");
    }

    @Test
    void read_numberAtAndBeyondTheBoundsInTheDocument_isTakenAndRefused() {
        List<String> bounded = new ArrayList<>();
        ApiDocument.written().root().at("/components/schemas/StartRequest/properties").properties().stream()
                .filter(field -> field.getValue().has("minimum"))
                .forEach(field -> {
                    String name = field.getKey();
                    BigDecimal min = field.getValue().get("minimum").decimalValue();
                    BigDecimal max = field.getValue().get("maximum").decimalValue();
                    BigDecimal step = field.getValue().get("type").asText().equals("integer") ? BigDecimal.ONE
                            : new BigDecimal("0.001");
                    assertThat(List.of(min, max)).allSatisfy(taken ->
                            assertThat(read("{\"" + name + "\": " + taken.toPlainString() + "}")).isNotNull());
                    assertThat(List.of(min.subtract(step), max.add(step))).allSatisfy(refused ->
                            assertThat(errors("{\"" + name + "\": " + refused.toPlainString() + "}"))
                                    .extracting(FieldError::field).containsExactly(name));
                    bounded.add(name);
                });
        assertThat(bounded).containsExactlyInAnyOrder("load", "cpus", "gpus", "gpu_memory_mb", "noise_cv",
                "pace_tasks_per_second", "max_tasks", "queue_capacity", "mean_seconds_to_failure",
                "mean_seconds_to_repair");
    }
}
