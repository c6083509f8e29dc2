package org.hybridscheduler.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Prometheus' and Alertmanager's own tools say of the files. */
class ToolsTest {

    @Test
    void promtool_configurationAndRules_areValid() {
        Command.assumeInstalled("promtool");
        String answer = Command.run(List.of("promtool", "check", "config",
                MonitoringFiles.PROMETHEUS.resolve("prometheus.yml").toString()));
        assertThat(answer).contains("is valid").doesNotContain("FAILED", "duplicate");
        for (String name : MonitoringFiles.rules().stream().map(MonitoringFiles.Rule::file).distinct().toList()) {
            assertThat(answer).contains("rules/" + name);
        }
    }

    @Test
    void promtool_casesOfTheRules_pass() {
        Command.assumeInstalled("promtool");
        List<String> command = new ArrayList<>(List.of("promtool", "test", "rules"));
        MonitoringFiles.files(MonitoringFiles.PROMETHEUS.resolve("tests"), ".yml")
                .forEach(file -> command.add(file.toString()));
        assertThat(command).hasSizeGreaterThan(3);
        assertThat(Command.run(command)).contains("SUCCESS").doesNotContain("FAILED");
    }

    @Test
    void amtool_configuration_isValid() {
        Command.assumeInstalled("amtool");
        assertThat(Command.run(List.of("amtool", "check-config", MonitoringFiles.ALERTMANAGER.toString())))
                .contains("SUCCESS", "inhibit rules");
    }
}
