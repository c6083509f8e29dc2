package org.hybridscheduler.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No container engine runs where tests run, so the Dockerfile is read: whatever it names must exist. The check itself
 * is tested against the same file with one thing broken at a time.
 */
class DockerfileTest {

    private static final Path ROOT = Path.of("");
    private static String text;

    /** {@code mvn verify} fetches the plugins before the first test; another way of running tests may not have. */
    @BeforeAll
    static void read() throws IOException {
        MavenPlugins plugins = new MavenPlugins(XmlFile.read(ROOT.resolve("pom.xml")), MavenPlugins.localRepository());
        assumeThat(plugins.descriptor("liberty-maven-plugin"))
                .as("liberty-maven-plugin in %s", MavenPlugins.localRepository()).isPresent();
        text = Files.readString(ROOT.resolve("Dockerfile"));
    }

    @Test
    void dockerfile_namesOnlyWhatExists() throws IOException {
        assertThat(DockerfileCheck.problems(text, ROOT)).isEmpty();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', value = {
        "COPY pom.xml ./                 | COPY pom.xml mvnw ./                   | no source mvnw",
        "COPY src/main src/main          | COPY src/test src/test                 | ignored source src/test",
        "--from=server                   | --from=liberty                         | no earlier stage liberty",
        "--from=application              | --from=later                           | no earlier stage later",
        "liberty:create                  | liberty:conjure                        | no goal liberty:conjure",
        "liberty:create                  | payara:create                          | no plugin payara",
        "-ntp package                    | -ntp parcel                            | no phase parcel",
        "-Dmaven.test.skip               | -Dmaven.test.avoid                     | no property maven.test.avoid",
        "-Dinclude=                      | -Dexclude=                             | no property exclude",
        "ARG COMMIT=n/a                  | ARG VERSION=n/a                        | no variable COMMIT",
        "EXPOSE $HTTP_PORT               | EXPOSE $API_PORT                       | no variable API_PORT",
        "DATA_DIR=/data                  | DATA_DIR=/data DB_PASSWORD=x           | secret DB_PASSWORD",
        "DATA_DIR=/data                  | DATA_DIR=/data DATA_FOLDER=/data       | nobody reads DATA_FOLDER",
        "HTTP_PORT=8000                  | HTTP_PORT=8080                         | HTTP_PORT is not the pom's 8000",
        "OPS_PORT=9080                   | OPS_PORT=9090                          | OPS_PORT is not the pom's 9080",
        "EXPOSE $HTTP_PORT $OPS_PORT     | EXPOSE $HTTP_PORT                      | port 9080 is not exposed",
        "/health/live                    | /health/life                           | no health check of /health/live",
        "USER 1001                       | USER 0:0                               | runs as root",
        "USER 1001                       | USER root                              | runs as root",
        "USER 1001                       | STOPSIGNAL SIGTERM                     | runs as root",
        "VOLUME $DATA_DIR                | VOLUME /var/lib/data                   | DATA_DIR is in no volume",
        "VOLUME $DATA_DIR                | STOPSIGNAL SIGTERM                     | DATA_DIR is in no volume",
        "\"run\", \"hybrid-scheduler\"   | \"run\", \"defaultServer\"             "
                + "| another server than hybrid-scheduler is started",
        "hybrid-scheduler/dropins/       | hybrid-scheduler/apps/                 "
                + "| no /target/hybrid-scheduler.war for server hybrid-scheduler",
    })
    void brokenDockerfile_isToldWhatIsWrong(String whole, String broken, String problem) throws IOException {
        assertThat(text).contains(whole);
        assertThat(DockerfileCheck.problems(text.replace(whole, broken), ROOT)).contains(problem);
    }

    @Test
    void warBeforeConfiguration_isToldSo() throws IOException {
        String configuration = text.lines().filter(line -> line.startsWith("COPY server-config/liberty /")).findFirst()
                .orElseThrow();
        String swapped = text.replace(configuration + "\n", "").replace("USER 1001", configuration + "\nUSER 1001");
        assertThat(DockerfileCheck.problems(swapped, ROOT)).containsExactly("the WAR comes before the configuration");
    }

    @Test
    void ignoreFile_lastMatchDecides() {
        DockerIgnore ignored = DockerIgnore.parse("*\n# comment\n!src/main\nsrc/main/secret\n");
        assertThat(ignored.excludes(Path.of("target"))).isTrue();
        assertThat(ignored.excludes(Path.of("src/test/java"))).isTrue();
        assertThat(ignored.excludes(Path.of("src/main/java"))).isFalse();
        assertThat(ignored.excludes(Path.of("src/main/secret/key"))).isTrue();
    }
}
