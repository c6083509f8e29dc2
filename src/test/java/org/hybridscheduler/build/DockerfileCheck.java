package org.hybridscheduler.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hybridscheduler.build.Dockerfile.Instruction;
import org.hybridscheduler.build.Dockerfile.Stage;

/** What is wrong with a Dockerfile of this project, found without a container engine. */
final class DockerfileCheck {

    private static final Pattern SECRET = Pattern.compile("(?i).*(PASSWORD|SECRET|TOKEN|CREDENTIAL).*");

    /** Read by Liberty's own start script. */
    private static final Set<String> LIBERTY_VARIABLES = Set.of("WLP_OUTPUT_DIR");

    private final Dockerfile dockerfile;
    private final Path root;
    private final DockerIgnore ignored;
    private final XmlFile pom;
    private final ServerVariables variables;
    private final MavenCommandCheck maven;
    private final List<String> problems = new ArrayList<>();

    private DockerfileCheck(Dockerfile dockerfile, Path root) throws IOException {
        this.dockerfile = dockerfile;
        this.root = root;
        ignored = DockerIgnore.parse(Files.readString(root.resolve(".dockerignore")));
        pom = XmlFile.read(root.resolve("pom.xml"));
        variables = ServerVariables.read(root.resolve("server-config/liberty"));
        maven = new MavenCommandCheck(pom, new MavenPlugins(pom, MavenPlugins.localRepository()));
    }

    /** One line for each problem; none where it is as it should be. */
    static List<String> problems(String dockerfile, Path root) throws IOException {
        DockerfileCheck check = new DockerfileCheck(Dockerfile.parse(dockerfile), root);
        check.checkStages();
        check.checkVariables();
        check.checkPorts();
        check.checkUser();
        check.checkVolume();
        check.checkApplication();
        return check.problems;
    }

    private void require(boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
    }

    private void checkStages() {
        Set<String> earlier = new HashSet<>();
        for (Stage stage : dockerfile.stages()) {
            stage.all("COPY").forEach(copy -> checkCopy(copy, earlier));
            stage.all("RUN").forEach(run -> problems.addAll(maven.problems(run.arguments())));
            earlier.add(stage.name());
        }
    }

    private void checkCopy(Instruction copy, Set<String> stages) {
        List<String> from = copy.words().stream().filter(word -> word.startsWith("--from=")).toList();
        if (!from.isEmpty()) {
            String stage = from.get(0).substring("--from=".length());
            require(stages.contains(stage), "no earlier stage " + stage);
            return;
        }
        List<String> paths = copy.words().stream().filter(word -> !word.startsWith("--")).toList();
        for (String source : paths.subList(0, paths.size() - 1)) {
            require(Files.exists(root.resolve(source)), "no source " + source);
            require(!ignored.excludes(Path.of(source)), "ignored source " + source);
        }
    }

    private void checkVariables() {
        Set<String> settings = variables.defaults().keySet();
        for (Stage stage : dockerfile.stages()) {
            Set<String> declared = new HashSet<>(dockerfile.environment(stage).keySet());
            for (Instruction instruction : stage.instructions()) {
                if (instruction.keyword().equals("ARG")) {
                    declared.addAll(instruction.assignments().keySet());
                }
                instruction.variables().forEach(name -> require(declared.contains(name), "no variable " + name));
            }
            declared.forEach(name -> require(!SECRET.matcher(name).matches(), "secret " + name));
        }
        dockerfile.environment(dockerfile.image()).keySet().forEach(name ->
                require(settings.contains(name) || LIBERTY_VARIABLES.contains(name), "nobody reads " + name));
    }

    private void checkPorts() {
        Map<String, String> environment = dockerfile.environment(dockerfile.image());
        List<String> ports = List.of(pom.text("/project/properties/http.port"),
                pom.text("/project/properties/ops.port"));
        require(ports.get(0).equals(environment.get("HTTP_PORT")), "HTTP_PORT is not the pom's " + ports.get(0));
        require(ports.get(1).equals(environment.get("OPS_PORT")), "OPS_PORT is not the pom's " + ports.get(1));
        List<String> exposed = resolvedWords("EXPOSE");
        ports.forEach(port -> require(exposed.contains(port), "port " + port + " is not exposed"));
        String health = String.join(" ", resolvedWords("HEALTHCHECK"));
        require(health.contains(":" + ports.get(0) + "/health/live"), "no health check of /health/live");
    }

    private void checkUser() {
        List<Instruction> users = dockerfile.image().all("USER");
        String user = users.isEmpty() ? "root" : users.get(users.size() - 1).arguments().split(":")[0];
        require(!user.equals("root") && !user.equals("0"), "runs as root");
    }

    private void checkVolume() {
        String data = dockerfile.environment(dockerfile.image()).get("DATA_DIR");
        require(data != null && resolvedWords("VOLUME").stream()
                .anyMatch(volume -> Path.of(data).startsWith(Path.of(volume))), "DATA_DIR is in no volume");
    }

    /** The configuration comes before the WAR, which changes more often, and both go where the server looks. */
    private void checkApplication() {
        String plugin = "/project/build/plugins/plugin[artifactId='liberty-maven-plugin']/configuration/";
        String name = pom.text(plugin + "serverName");
        String home = "/usr/servers/" + name;
        String war = "/target/" + pom.text("/project/artifactId") + ".war";
        List<String> copies = dockerfile.image().all("COPY").stream().map(Instruction::arguments).toList();
        int configuration = indexOf(copies, "server-config/liberty .*" + home);
        int application = indexOf(copies, "--from=.*" + war + " .*" + home + "/" + pom.text(plugin + "appsDirectory")
                + "/");
        require(configuration >= 0, "no configuration for server " + name);
        require(application >= 0, "no " + war + " for server " + name);
        require(configuration < application, "the WAR comes before the configuration");
        require(resolvedWords("ENTRYPOINT").contains(name), "another server than " + name + " is started");
    }

    private static int indexOf(List<String> lines, String pattern) {
        return lines.indexOf(lines.stream().filter(line -> line.matches(pattern)).findFirst().orElse(null));
    }

    /** The words of the image's instructions of a kind, without the marks of a JSON list. */
    private List<String> resolvedWords(String keyword) {
        Map<String, String> environment = dockerfile.environment(dockerfile.image());
        return dockerfile.image().all(keyword).stream()
                .flatMap(instruction -> Arrays.stream(instruction.arguments().split("[\\s,\\[\\]\"]+")))
                .filter(word -> !word.isEmpty()).map(word -> Dockerfile.resolve(word, environment)).toList();
    }
}
