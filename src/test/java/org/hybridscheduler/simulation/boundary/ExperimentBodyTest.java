package org.hybridscheduler.simulation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.documentation.ApiDocument;
import org.hybridscheduler.problem.FieldReader;
import org.hybridscheduler.problem.Problem.FieldError;
import org.hybridscheduler.problem.ProblemException;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.control.ExperimentRequest;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentBodyTest {

    private static final String EVERYTHING = """
            {"strategies":["greedy","oracle"],"workloads":["kernels","synthetic"],"loads":[0.5,0.9],"seeds":[3,-1],\
            "tasks":100,"warm_up_tasks":10,"draw":"in_order","noise_cv":0.2,"cpus":2,"gpus":1,"gpu_memory_mb":500,\
            "queue_capacity":7,"parameters":{"greedy.gpu_intensity":2}}""";

    private static ExperimentRequest read(String json) {
        return ExperimentBody.read(
                FieldReader.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))),
                List.of("synthetic", "kernels"), new StrategyRegistry());
    }

    @Test
    void read_everyField_isInTheRequest() {
        ExperimentRequest request = read(EVERYTHING);

        assertThat(request.strategies()).contains(List.of("greedy", "oracle"));
        assertThat(request.workloads()).contains(List.of("kernels", "synthetic"));
        assertThat(request.loads()).contains(List.of(0.5, 0.9));
        assertThat(request.seeds()).contains(List.of(3L, -1L));
        assertThat(request.tasks()).hasValue(100);
        assertThat(request.warmUpTasks()).hasValue(10);
        assertThat(request.draw()).contains(Draw.IN_ORDER);
        assertThat(request.noiseCv()).hasValue(0.2);
        assertThat(request.cpus()).hasValue(2);
        assertThat(request.gpus()).hasValue(1);
        assertThat(request.gpuMemoryMb()).hasValue(500);
        assertThat(request.queueCapacity()).hasValue(7);
        assertThat(request.parameters()).isEqualTo(Map.of("greedy.gpu_intensity", 2.0));
    }

    @Test
    void read_seedsByFirstAndCount_countsUp() {
        assertThat(read("{\"first_seed\":7,\"seed_count\":3}").seeds()).contains(List.of(7L, 8L, 9L));
        assertThat(read("{\"seed_count\":2}").seeds()).contains(List.of(1L, 2L));
        assertThat(read("{}").seeds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"strategies\":[\"best\"]}|strategies|greedy", "{\"workloads\":[\"none\"]}|workloads|kernels",
        "{\"loads\":[0.5,11]}|loads|0.01 to 10", "{\"loads\":[]}|loads|1 to 1000", "{\"loads\":[0.5,0.5]}|loads|once",
        "{\"loads\":[\"a\"]}|loads|numbers", "{\"loads\":0.5}|loads|array", "{\"seeds\":[1.5]}|seeds|whole",
        "{\"seeds\":[1e30]}|seeds|whole", "{\"seeds\":[1],\"seed_count\":2}|seeds|one way",
        "{\"seed_count\":1001}|seed_count|1 to 1000", "{\"tasks\":0}|tasks|1 to 10000000",
        "{\"tasks\":10,\"warm_up_tasks\":10}|warm_up_tasks|0 to 9", "{\"draw\":\"x\"}|draw|in_order",
        "{\"cpus\":0,\"gpus\":0}|cpus|at least one", "{\"parameters\":{\"greedy.x\":1}}|parameters.greedy.x|gpu_intensity",
        "{\"parameters\":{\"hybrid_ml.window\":-1}}|parameters.hybrid_ml.window|to", "{\"parameters\":[1]}|parameters|object",
        "{\"typo\":1}|typo|strategies"})
    void read_fieldOutOfRange_isNamedWithWhatItMayBe(String json, String field, String allowed) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(json));

        assertThat(problem).as(json).isNotNull();
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors()).extracting(FieldError::field).contains(field);
        assertThat(problem.errors()).anySatisfy(error -> assertThat(error.allowed()).contains(allowed));
    }

    @Test
    void read_everyField_isWhatTheDocumentSays() {
        ApiDocument document = ApiDocument.written();

        assertThat(document.faults("ExperimentRequest", EVERYTHING)).isEmpty();
        assertThat(document.faults("ExperimentRequest", "{\"first_seed\":7,\"seed_count\":3}")).isEmpty();
        assertThat(List.of("{\"typo\":1}", "{\"loads\":[11]}", "{\"tasks\":0}", "{\"seed_count\":1001}", "{\"loads\":[]}"))
                .allSatisfy(json -> assertThat(document.faults("ExperimentRequest", json)).as(json).isNotEmpty());
    }
}
