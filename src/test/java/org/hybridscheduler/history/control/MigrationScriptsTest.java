package org.hybridscheduler.history.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationScriptsTest {

    @Test
    void names_areAllScriptsThereAre() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("src/main/resources", MigrationScripts.FOLDER))) {
            assertThat(scripts.map(script -> script.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(MigrationScripts.NAMES);
        }
    }
}
