package org.hybridscheduler.documentation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** The OpenAPI document as tests ask it: its operations, and whether an answer is one that it promises. */
public final class ApiDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig FORMATS_COUNT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode root;

    /**
     * A method on a path.
     *
     * @param parameters its own and its path's
     */
    public record Operation(String method, String path, JsonNode node, List<JsonNode> parameters) {

        /** {@code GET /health}, by which a test names it. */
        public String name() {
            return method + " " + path;
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** A media type that something has, with its schema and examples. */
    record Content(String place, String type, JsonNode node) {

        List<JsonNode> examples() {
            List<JsonNode> examples = new ArrayList<>();
            if (node.has("example")) {
                examples.add(node.get("example"));
            }
            node.path("examples").forEach(example -> examples.add(example.get("value")));
            return examples;
        }
    }

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    /** As the application brings it. */
    public static ApiDocument written() {
        return of(new String(new OpenApiDocument().json().bytes(), StandardCharsets.UTF_8));
    }

    public static ApiDocument of(String json) {
        return new ApiDocument(parse(json));
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + json, e);
        }
    }

    /** The whole of it. */
    public JsonNode root() {
        return root;
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(each -> METHODS.contains(each.getKey()))
                .forEach(each -> {
                    List<JsonNode> parameters = new ArrayList<>();
                    path.getValue().path("parameters").forEach(one -> parameters.add(resolved(one)));
                    each.getValue().path("parameters").forEach(one -> parameters.add(resolved(one)));
                    operations.add(new Operation(each.getKey().toUpperCase(Locale.ROOT), path.getKey(),
                            each.getValue(), parameters));
                }));
        return operations;
    }

    public Operation operation(String name) {
        return operations().stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The document has no " + name));
    }

    /** The object itself, or the one that it refers to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** What requests and answers consist of, by operation. */
    List<Content> contents(Operation operation) {
        List<Content> contents = new ArrayList<>();
        operation.node().path("requestBody").path("content").properties().forEach(type -> contents.add(
                new Content(operation.name() + " request", type.getKey(), type.getValue())));
        operation.node().path("responses").properties().forEach(response -> resolved(response.getValue())
                .path("content").properties().forEach(type -> contents.add(
                        new Content(operation.name() + " " + response.getKey(), type.getKey(), type.getValue()))));
        return contents;
    }

    /** Where an answer is not what the document promises; empty where it is. */
    public List<String> faults(String operation, int status, String contentType, String body) {
        JsonNode responses = operation(operation).node().path("responses");
        JsonNode response = resolved(responses.path(responses.has("" + status) ? "" + status : "default"));
        if (!responses.has("" + status) && status < 400) {
            return List.of("status " + status + " is not in the document");
        }
        if (!response.has("content")) {
            return body.isEmpty() ? List.of() : List.of("there should be no body, but there is: " + body);
        }
        String type = contentType.replaceFirst(";.*", "").trim();
        JsonNode content = response.path("content").path(type);
        if (content.isMissingNode()) {
            return List.of("content type " + contentType + " is not in the document");
        }
        return faults(content.path("schema"), type.endsWith("json") ? parse(body) : TextNode.valueOf(body));
    }

    /** Where a value is not what one of the document's schemas says. */
    public List<String> faults(String schema, String json) {
        JsonNode found = root.at("/components/schemas/" + schema);
        return found.isMissingNode() ? List.of("there is no schema " + schema) : faults(found, parse(json));
    }

    List<String> faults(JsonNode schema, JsonNode value) {
        // A document of its own, where references to the components lead to the same place as in the whole one.
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", root.path("components"));
        whole.putArray("allOf").add(schema);
        return SCHEMAS.getSchema(whole, FORMATS_COUNT).validate(value).stream().map(ValidationMessage::getMessage)
                .toList();
    }

    /** Every schema that is an object with named members, by its place in the document. */
    TreeMap<String, JsonNode> objects() {
        TreeMap<String, JsonNode> objects = new TreeMap<>();
        collect("", root, objects);
        return objects;
    }

    private static void collect(String place, JsonNode node, TreeMap<String, JsonNode> objects) {
        if (node.path("properties").isObject() && node.has("type")) {
            objects.put(place, node);
        }
        node.properties().forEach(each -> collect(place + "/" + each.getKey(), each.getValue(), objects));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(place + "/" + i, node.get(i), objects);
        }
    }
}
