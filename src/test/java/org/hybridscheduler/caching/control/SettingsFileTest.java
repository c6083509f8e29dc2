package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    @TempDir
    Path directory;

    private String read(String text, Map<String, String> environment) throws IOException {
        return SettingsFile.read(Files.writeString(directory.resolve("file.yaml"), text), environment);
    }

    @Test
    void variables_setOrWithADefault_areReplaced() throws IOException {
        assertThat(read("a: \"${A}\"\nb: \"${B:-x:1}\"\nc: \"${C:-}\"\nd: \"${A:-other}${A}\"", Map.of("A", "$1")))
                .isEqualTo("a: \"$1\"\nb: \"x:1\"\nc: \"\"\nd: \"$1$1\"");
    }

    @Test
    void variable_withQuotes_staysInsideItsText() throws IOException {
        assertThat(read("a: \"${A}\"", Map.of("A", "\" b: \\"))).isEqualTo("a: \"\\\" b: \\\\\"");
    }

    @Test
    void variable_neitherSetNorWithADefault_isRefusedByName() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("a: ${MISSING}", Map.of()))
                .withMessageContaining("MISSING").withMessageContaining("Maybe");
    }

    @Test
    void comments_withVariables_areLeftOut() throws IOException {
        assertThat(read("# ${MISSING}\na: 1\n  #b: ${MISSING}\n", Map.of())).doesNotContain("MISSING").contains("a: 1");
    }
}
