package org.hybridscheduler.monitoring;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is committed in server-config/monitoring. */
public final class MonitoringFiles {

    public static final Path DIRECTORY = Path.of("server-config", "monitoring");
    public static final Path PROMETHEUS = DIRECTORY.resolve("prometheus");
    public static final Path ALERTMANAGER = DIRECTORY.resolve("alertmanager").resolve("alertmanager.yml");
    private static final Path DASHBOARDS = DIRECTORY.resolve("grafana").resolve("dashboards");

    /** A recording or alerting rule with the file that has it. */
    record Rule(String file, JsonObject json) {

        boolean alerts() {
            return json.containsKey("alert");
        }

        String name() {
            return json.getString(alerts() ? "alert" : "record");
        }

        String expression() {
            return json.getString("expr");
        }
    }

    /** One query of a panel, its variables not replaced. */
    public record PanelQuery(String dashboard, String panel, String expression) {

        /** With variables as Grafana sets them at first, all of them but the job's open. */
        public String forJob(String job) {
            return expression.replace("$job", job).replace("$instance", ".*").replace("$scheduler", ".*")
                    .replace("$__rate_interval", "1m").replace("$__range", "1h");
        }
    }

    private MonitoringFiles() {
    }

    /** A YAML file as JSON, which JSON files are, too. */
    public static JsonObject read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<String, Object> content = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return Json.createObjectBuilder(content).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a folder whose names end so, in the order of their names. */
    public static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (Path file : files(PROMETHEUS.resolve("rules"), ".yml")) {
            for (JsonObject group : objects(read(file), "groups")) {
                objects(group, "rules").forEach(rule -> rules.add(new Rule(file.getFileName().toString(), rule)));
            }
        }
        return rules;
    }

    /** The cases of promtool, each with the name of what it shows. */
    static List<JsonObject> cases() {
        return files(PROMETHEUS.resolve("tests"), ".yml").stream()
                .flatMap(file -> objects(read(file), "tests").stream()).toList();
    }

    static List<JsonObject> dashboards() {
        return files(DASHBOARDS, ".json").stream().map(MonitoringFiles::read).toList();
    }

    /** Every query of every dashboard. */
    public static List<PanelQuery> queries() {
        List<PanelQuery> queries = new ArrayList<>();
        for (JsonObject dashboard : dashboards()) {
            for (JsonObject panel : objects(dashboard, "panels")) {
                objects(panel, "targets").forEach(target -> queries.add(new PanelQuery(dashboard.getString("uid"),
                        panel.getString("title"), target.getString("expr"))));
            }
        }
        return queries;
    }

    /** The objects of a list; none where there is no such list. */
    static List<JsonObject> objects(JsonObject parent, String list) {
        return parent.containsKey(list) ? parent.getJsonArray(list).stream().map(JsonValue::asJsonObject).toList()
                : List.of();
    }
}
