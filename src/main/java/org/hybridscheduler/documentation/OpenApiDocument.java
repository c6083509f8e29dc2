package org.hybridscheduler.documentation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The OpenAPI document: as it was written, and as JSON for programs that read no YAML. */
@ApplicationScoped
public class OpenApiDocument {

    static final String YAML = "application/yaml";
    static final String JSON = "application/json";

    private static final String PATH = "/META-INF/openapi.yaml";

    private final Content yaml;
    private final Content json;

    public OpenApiDocument() {
        byte[] written = Content.read(PATH);
        yaml = Content.of(written, YAML + ";charset=UTF-8");
        json = Content.of(json(new String(written, StandardCharsets.UTF_8)), JSON);
    }

    Content yaml() {
        return yaml;
    }

    Content json() {
        return json;
    }

    private static String json(String text) {
        Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return Json.createObjectBuilder(document).build().toString();
    }
}
