package org.hybridscheduler.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.apicurio.datamodels.Library;
import io.apicurio.datamodels.models.Document;
import io.apicurio.datamodels.validation.ValidationProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hybridscheduler.CorrelationId;
import org.hybridscheduler.caching.CacheNamespaces;
import org.hybridscheduler.documentation.ApiDocument.Content;
import org.hybridscheduler.documentation.ApiDocument.Operation;
import org.hybridscheduler.observability.exposition.PrometheusText;
import org.hybridscheduler.observability.exposition.TextFormat;
import org.hybridscheduler.observability.metrics.Metric;
import org.hybridscheduler.observability.metrics.MetricFamily;
import org.hybridscheduler.problem.Problem;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.workload.RecordedWorkload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the written document to the rules of OpenAPI, to the code, and to what clients were promised. */
class OpenApiDocumentTest {

    /** Every path of the contract. */
    private static final List<String> CONTRACT = List.of("GET /", "GET /docs", "GET /openapi", "GET /health",
            "GET /health/live", "GET /health/ready", "GET /health/info", "GET /metrics/prometheus",
            "GET /metrics/cache", "POST /metrics/cache/reset", "POST /metrics/cache/invalidate/{namespace}",
            "GET /api/status", "POST /api/start", "POST /api/stop", "POST /api/pause", "POST /api/resume",
            "GET /api/full_history", "GET /api/history/comparative", "DELETE /api/history", "POST /api/workloads",
            "GET /api/workloads", "GET /api/workloads/{name}", "DELETE /api/workloads/{name}", "GET /api/comparison",
            "GET /api/schedulers", "GET /api/schedulers/{name}/stats", "GET /observability/correlation-id",
            "GET /observability/logs/tail", "GET /observability/logs/errors", "GET /observability/logs/search",
            "GET /ws");

    /** No JAX-RS resource serves a WebSocket. */
    private static final Set<String> ONLY_DOCUMENTED = Set.of("GET /ws");
    /** What the page loads is nothing that a client may rely on. */
    private static final Set<String> ONLY_IN_CODE =
            Set.of("GET /docs/docs.js", "GET /docs/swagger-ui/{version}/{file}");

    /** What clients send: they may leave members out. */
    private static final Set<String> REQUESTS = Set.of("/components/schemas/StartRequest",
            "/components/schemas/ExperimentRequest",
            "/components/schemas/LoggerChange", "/components/schemas/RecordingOrder");

    /** JAX-RS itself reads the one where a resource evaluates preconditions, a filter the other. */
    private static final Set<String> READ_BY_OTHERS =
            Set.of("header If-None-Match", "header " + CorrelationId.HEADER);

    private static final ApiDocument DOCUMENT = ApiDocument.written();
    private static final List<Endpoint> ENDPOINTS = Endpoint.all();

    @Test
    void document_readAsOpenApi_breaksNoRule() {
        assertThat(violations(DOCUMENT.root().deepCopy())).isEmpty();
    }

    @Test
    void validator_brokenDocument_complains() {
        ObjectNode broken = DOCUMENT.root().deepCopy();
        ((ObjectNode) broken.at("/paths/~1health/get")).remove("responses");
        ((ObjectNode) broken.at("/paths/~1health~1live/get")).put("operationId", "health");
        ((ObjectNode) broken.at("/paths/~1api~1workloads~1{name}")).remove("parameters");

        assertThat(violations(broken)).anyMatch(text -> text.contains("at least one response"))
                .anyMatch(text -> text.contains("Duplicate operationId"))
                .anyMatch(text -> text.contains("path variable \"name\""));
    }

    private static List<String> violations(ObjectNode json) {
        // Another test checks the examples; the validator's own rules for them cannot read those of OpenAPI 3.1.
        json.findParents("examples").forEach(parent -> ((ObjectNode) parent).remove("examples"));
        Document parsed = Library.readDocument(json);
        return Library.validate(parsed, null).stream().map(OpenApiDocumentTest::text).toList();
    }

    private static String text(ValidationProblem problem) {
        return problem.nodePath + ": " + problem.message;
    }

    @Test
    void operations_ofDocumentAndCode_areTheSame() {
        Set<String> inCode = names(ENDPOINTS, Endpoint::name);
        Set<String> documented = names(DOCUMENT.operations(), Operation::name);

        assertThat(inCode).containsAll(ONLY_IN_CODE);
        inCode.removeAll(ONLY_IN_CODE);
        inCode.addAll(ONLY_DOCUMENTED);
        assertThat(documented).isEqualTo(inCode);
    }

    @Test
    void contract_everyPath_isInTheDocument() {
        assertThat(names(DOCUMENT.operations(), Operation::name)).containsAll(CONTRACT);
    }

    @Test
    void parameters_ofDocumentAndCode_areTheSame() {
        assertThat(DOCUMENT.operations()).isNotEmpty().allSatisfy(operation -> {
            Set<String> inCode = new TreeSet<>();
            methods(operation).forEach(endpoint -> inCode.addAll(endpoint.parameters()));
            Set<String> documented = names(operation.parameters(),
                    each -> each.path("in").asText() + " " + each.path("name").asText());
            documented.removeAll(READ_BY_OTHERS);
            assertThat(documented).as(operation.name()).isEqualTo(inCode);
        });
    }

    @Test
    void mediaTypes_ofTheCode_areInTheDocument() {
        assertThat(DOCUMENT.operations()).isNotEmpty().allSatisfy(operation -> methods(operation).forEach(endpoint -> {
            Set<String> requests = new TreeSet<>();
            operation.node().path("requestBody").path("content").fieldNames().forEachRemaining(requests::add);
            assertThat(requests).as(operation.name() + " request").containsAll(endpoint.consumes());
            // A redirect, and what is gone, has a type by the annotations, but no content.
            boolean content = operation.node().path("responses").properties().stream()
                    .noneMatch(response -> Set.of("204", "303").contains(response.getKey()));
            assertThat(names(DOCUMENT.contents(operation), Content::type)).as(operation.name())
                    .containsAll(content ? endpoint.produces() : Set.of());
        }));
    }

    @Test
    void limits_ofTheCode_areInTheDocument() {
        List<String> compared = new ArrayList<>();
        DOCUMENT.operations().forEach(operation -> operation.parameters().stream()
                .filter(parameter -> parameter.path("name").asText().equals("limit"))
                .forEach(parameter -> methods(operation).forEach(endpoint -> {
                    Class<?> code = endpoint.resource();
                    assertThat(parameter.at("/schema/minimum").asInt()).as(operation.name()).isEqualTo(1);
                    assertThat(parameter.at("/schema/maximum").asInt()).as(operation.name())
                            .isEqualTo(constant(code, "MAX_LIMIT"));
                    assertThat(parameter.at("/schema/default").asInt()).as(operation.name())
                            .isEqualTo(constant(code, "DEFAULT_LIMIT"));
                    compared.add(operation.name());
                })));
        assertThat(compared).contains("GET /api/full_history", "GET /api/history/comparative",
                "GET /observability/logs/search");
    }

    private static int constant(Class<?> type, String name) {
        Field constant = Stream.of(type.getDeclaredFields()).filter(field -> field.getName().equals(name))
                .findFirst().orElseThrow(() -> new AssertionError(type + " has no " + name));
        try {
            constant.setAccessible(true);
            return constant.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void operations_all_areDescribed() {
        Set<String> tags = names(DOCUMENT.root().path("tags"), tag -> tag.path("name").asText());
        assertThat(DOCUMENT.operations()).isNotEmpty().allSatisfy(operation -> {
            assertThat(operation.node().path("summary").asText()).as(operation.name()).isNotBlank();
            assertThat(operation.node().path("operationId").asText()).as(operation.name()).isNotBlank();
            assertThat(tags).as(operation.name()).contains(operation.node().at("/tags/0").asText());
            assertThat(operation.node().at("/responses/default/$ref").asText()).as(operation.name())
                    .isEqualTo("#/components/responses/Problem");
            assertThat(operation.parameters()).as(operation.name()).allSatisfy(this::assertDescribed);
        });
    }

    private void assertDescribed(JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        assertThat(parameter.path("description").asText()).as(parameter.toString()).isNotBlank();
        assertThat(schema.path("type").asText()).as(parameter.toString()).isNotBlank();
        boolean number = Set.of("integer", "number").contains(schema.path("type").asText());
        assertThat(!number || schema.has("minimum") && schema.has("maximum")).as("range of " + parameter).isTrue();
        boolean text = schema.path("type").asText().equals("string");
        assertThat(!text || Stream.of("enum", "pattern", "format", "maxLength").anyMatch(schema::has))
                .as("allowed texts of " + parameter).isTrue();
        boolean optionalQuery = parameter.path("in").asText().equals("query")
                && !parameter.path("required").asBoolean();
        assertThat(!optionalQuery || !number || schema.has("default")).as("default of " + parameter).isTrue();
    }

    @Test
    void contents_all_haveASchemaAndThoseOfJsonAnExample() {
        assertThat(DOCUMENT.operations()).isNotEmpty().allSatisfy(operation -> {
            List<Content> contents = DOCUMENT.contents(operation);
            assertThat(contents).isNotEmpty().allSatisfy(content ->
                    assertThat(content.node().has("schema")).as(content.place()).isTrue());
            assertThat(contents.stream().filter(content -> content.type().endsWith("json"))
                    .filter(content -> !operation.path().equals("/openapi"))).allSatisfy(content ->
                    assertThat(content.examples()).as(content.place()).isNotEmpty());
        });
    }

    @Test
    void examples_all_areWhatTheirSchemasSay() {
        List<String> checked = new ArrayList<>();
        DOCUMENT.operations().forEach(operation -> {
            DOCUMENT.contents(operation).forEach(content -> content.examples().forEach(example -> {
                assertThat(DOCUMENT.faults(content.node().path("schema"), example)).as(content.place()).isEmpty();
                checked.add(content.place());
            }));
            operation.parameters().stream().filter(parameter -> parameter.has("example")).forEach(parameter ->
                    assertThat(DOCUMENT.faults(parameter.path("schema"), parameter.get("example")))
                            .as(operation.name() + " " + parameter.path("name").asText()).isEmpty());
        });
        assertThat(checked).hasSizeGreaterThan(DOCUMENT.operations().size());
    }

    @Test
    void problems_all_haveTheStatusOfTheirAnswerItsTitleAndTheHeader() {
        List<String> checked = new ArrayList<>();
        DOCUMENT.operations().forEach(operation -> operation.node().path("responses").properties().forEach(each -> {
            JsonNode response = DOCUMENT.resolved(each.getValue());
            JsonNode example = response.path("content").path(Problem.MEDIA_TYPE).path("example");
            if (example.isMissingNode()) {
                return;
            }
            String place = operation.name() + " " + each.getKey();
            int status = example.path("status").asInt();
            assertThat(each.getKey()).as(place).isIn("default", "" + status);
            assertThat(example.path("title").asText()).as(place)
                    .isEqualTo(Problem.of(status, "", "", List.of()).title());
            assertThat(response.path("headers").has(CorrelationId.HEADER)).as(place).isTrue();
            checked.add(place);
        }));
        assertThat(checked).contains("POST /api/start 413", "POST /api/workloads 415", "POST /api/start 503",
                "GET /health default");
    }

    @Test
    void names_inPaths_areThoseThatTheCodeTakes() {
        JsonNode namespace = schema("POST /metrics/cache/invalidate/{namespace}", "namespace");
        assertThat(names(namespace.path("enum"), JsonNode::asText)).isEqualTo(Set.copyOf(CacheNamespaces.ALL));
        JsonNode scheduler = schema("GET /api/schedulers/{name}/stats", "name");
        assertThat(new StrategyRegistry().names()).isNotEmpty().allSatisfy(name ->
                assertThat(DOCUMENT.faults(scheduler, TextNode.valueOf(name))).isEmpty());
        JsonNode workload = schema("GET /api/workloads/{name}", "name");
        assertThat(List.of("a", "0", "Z-._9", "a".repeat(64), "", "a".repeat(65), ".a", "-a", "a b", "a/b", "\u00e4"))
                .allSatisfy(name -> assertThat(DOCUMENT.faults(workload, TextNode.valueOf(name)).isEmpty())
                        .as(name).isEqualTo(RecordedWorkload.isName(name)));
    }

    @Test
    void correlationIds_inTheDocument_areThoseThatTheCodeTakes() {
        JsonNode sent = schema("GET /observability/correlation-id", CorrelationId.HEADER);
        JsonNode answered = DOCUMENT.root().at("/components/headers/CorrelationId/schema");
        assertThat(List.of("a", "-", "Z._9", "a".repeat(64), "", "a".repeat(65), "a b", "a/b", "\u00e4"))
                .allSatisfy(id -> assertThat(List.of(sent, answered)).allSatisfy(schema ->
                        assertThat(DOCUMENT.faults(schema, TextNode.valueOf(id)).isEmpty())
                                .as(id).isEqualTo(CorrelationId.accepted(id).equals(id))));
    }

    private static JsonNode schema(String operation, String parameter) {
        return DOCUMENT.operation(operation).parameters().stream()
                .filter(each -> each.path("name").asText().equals(parameter)).findFirst().orElseThrow().path("schema");
    }

    @ParameterizedTest
    @EnumSource
    void metrics_ofTheExample_areAsTheCodeWritesThem(TextFormat format) throws IOException {
        Metric metric = Metric.SIMULATION_TASKS_IN_FLIGHT;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrometheusText.write(List.of(MetricFamily.of(metric, List.of(MetricFamily.series(metric, 11)))), format,
                written);

        assertThat(DOCUMENT.contents(DOCUMENT.operation("GET /metrics/prometheus")).stream()
                .filter(content -> format.mediaType().startsWith(content.type())).map(Content::examples))
                .containsExactly(List.of(TextNode.valueOf(written.toString(StandardCharsets.UTF_8))));
    }

    /** Else a member that is missing, or that nobody described, would pass. */
    @Test
    void answers_all_nameEveryMember() {
        assertThat(DOCUMENT.objects()).isNotEmpty().allSatisfy((place, schema) -> {
            if (place.contains("/multipart/form-data/")) {
                return;
            }
            assertThat(schema.has("additionalProperties")).as(place + " says what else it may have").isTrue();
            if (!REQUESTS.contains(place)) {
                Set<String> members = new TreeSet<>();
                schema.path("properties").fieldNames().forEachRemaining(members::add);
                assertThat(names(schema.path("required"), JsonNode::asText)).as(place).isEqualTo(members);
            }
        });
    }

    private static List<Endpoint> methods(Operation operation) {
        return ENDPOINTS.stream().filter(endpoint -> endpoint.name().equals(operation.name())).toList();
    }

    private static <T> Set<String> names(Iterable<T> all, Function<T, String> name) {
        return StreamSupport.stream(all.spliterator(), false).map(name).collect(Collectors.toCollection(TreeSet::new));
    }
}
