package org.hybridscheduler.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.workload.SyntheticParameters;
import org.junit.jupiter.api.Test;

/** Settings have one name and one default: in the code, in the files of defaults and in the reference. */
class ConfigurationDocumentationTest {

    private static final Map<String, String> VARIABLES =
            ServerVariables.read(Path.of("server-config/liberty")).defaults();
    private static final XmlFile POM = XmlFile.read(Path.of("pom.xml"));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (?:`([^`]*)`|unset) \\|");
    private static final Pattern INJECTED = Pattern.compile("@ConfigProperty\\(name = \"([^\"]+)\"");
    private static final Pattern ASKED = Pattern.compile("\"([a-z][a-z_]*(?:\\.[a-z_]+)*\\.?)\"");

    @Test
    void ports_areThePomsInTheServer() {
        assertThat(VARIABLES).containsEntry("HTTP_PORT", POM.text("/project/properties/http.port"))
                .containsEntry("OPS_PORT", POM.text("/project/properties/ops.port"));
        assertThat(POM.text("//liberty.defaultVar.HTTP_PORT")).isEqualTo("${http.port}");
        assertThat(POM.text("//liberty.defaultVar.OPS_PORT")).isEqualTo("${ops.port}");
    }

    @Test
    void reference_hasEverySettingWithItsDefault() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("docs/configuration.md"))).results()
                .forEach(row -> documented.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
        Map<String, String> settings = new TreeMap<>(defaults());
        settings.putAll(VARIABLES);
        assertThat(documented).isEqualTo(settings);
    }

    @Test
    void defaults_areThereForEverySettingThatTheCodeReads() throws IOException {
        Set<String> settings = defaults().keySet();
        Set<String> read = keysInCode();
        assertThat(read).contains("DATA_DIR", "application.version", "simulation.seed", "synthetic.");
        assertThat(read).allSatisfy(key -> assertThat(settings)
                .anyMatch(setting -> key.endsWith(".") ? setting.startsWith(key) : setting.equals(key)));
    }

    @Test
    void defaults_areReadByTheCodeOrTheServer() throws IOException {
        Set<String> read = keysInCode();
        assertThat(defaults().keySet()).filteredOn(setting -> !setting.startsWith("mp.")).allSatisfy(setting ->
                assertThat(read).anyMatch(key -> key.endsWith(".") ? setting.startsWith(key) : setting.equals(key)));
    }

    @Test
    void parametersOfStrategies_areTheirDefaults() throws IOException {
        StrategyRegistry registry = new StrategyRegistry();
        Map<String, Double> declared = new HashMap<>();
        registry.names().forEach(name -> registry.defaults(name)
                .forEach((parameter, value) -> declared.put("strategy." + name + "." + parameter, value)));
        assertThat(numbersBelow("strategy.")).isEqualTo(declared);
    }

    @Test
    void parametersOfTheSyntheticWorkload_areItsDefaults() throws IOException {
        Map<String, Double> declared = new HashMap<>();
        SyntheticParameters.defaults().values().forEach((name, value) -> declared.put("synthetic." + name, value));
        assertThat(numbersBelow("synthetic.")).isEqualTo(declared);
    }

    /** The file of defaults; a commented setting shows the default that the code has. */
    private static Map<String, String> defaults() throws IOException {
        String text = Files.readString(Path.of("src/main/resources/META-INF/microprofile-config.properties"));
        Properties properties = new Properties();
        properties.load(new StringReader(text.replaceAll("(?m)^#([\\w.]+=)", "$1")));
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(name -> name,
                properties::getProperty));
    }

    private static Map<String, Double> numbersBelow(String prefix) throws IOException {
        return defaults().entrySet().stream().filter(setting -> setting.getKey().startsWith(prefix))
                .collect(Collectors.toMap(Map.Entry::getKey, setting -> Double.valueOf(setting.getValue())));
    }

    /** What is injected, and each text that looks like a setting, or the beginning of one, where Config is asked. */
    private static Set<String> keysInCode() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String code = Files.readString(file);
                keys.addAll(found(INJECTED, code));
                if (code.contains("import org.eclipse.microprofile.config.Config;")) {
                    found(ASKED, code).stream().filter(text -> text.contains(".")).forEach(keys::add);
                }
            }
        }
        return keys;
    }

    private static List<String> found(Pattern pattern, String code) {
        return pattern.matcher(code).results().map((MatchResult match) -> match.group(1)).toList();
    }
}
