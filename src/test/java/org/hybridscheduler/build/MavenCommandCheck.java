package org.hybridscheduler.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with the Maven commands of a shell line: phases, plugins, goals and properties that do not exist. */
final class MavenCommandCheck {

    /** Of Maven's default life cycle, those that stand in commands. */
    private static final Set<String> PHASES = Set.of("clean", "validate", "compile", "test", "package",
            "integration-test", "verify", "install");
    private static final Set<String> FLAGS = Set.of("-B", "-q", "-ntp", "-o", "-U", "-e");

    private final XmlFile pom;
    private final MavenPlugins plugins;

    MavenCommandCheck(XmlFile pom, MavenPlugins plugins) {
        this.pom = pom;
        this.plugins = plugins;
    }

    /** One line for each problem of each command that begins with {@code mvn}. */
    List<String> problems(String shell) {
        List<String> problems = new ArrayList<>();
        for (String command : shell.split("&&|;|\\|\\|")) {
            List<String> words = Arrays.asList(command.strip().split("\\s+"));
            if (words.get(0).equals("mvn")) {
                words.subList(1, words.size()).forEach(word -> problem(word).ifPresent(problems::add));
            }
        }
        return problems;
    }

    private Optional<String> problem(String word) {
        if (word.startsWith("-D")) {
            String property = word.substring(2).split("=")[0];
            boolean known = !pom.texts("/project/properties/" + property).isEmpty() || plugins.read(property);
            return known ? Optional.empty() : Optional.of("no property " + property);
        }
        if (word.startsWith("-")) {
            return FLAGS.contains(word) ? Optional.empty() : Optional.of("no flag " + word);
        }
        if (!word.contains(":")) {
            return PHASES.contains(word) ? Optional.empty() : Optional.of("no phase " + word);
        }
        return problemOfGoal(word.substring(0, word.indexOf(':')), word.substring(word.indexOf(':') + 1));
    }

    private Optional<String> problemOfGoal(String prefix, String goal) {
        Optional<String> artifact = plugins.artifact(prefix);
        if (artifact.isEmpty()) {
            return Optional.of("no plugin " + prefix);
        }
        boolean known = plugins.descriptor(artifact.get())
                .map(plugin -> plugin.texts("//mojo/goal").contains(goal)).orElse(false);
        return known ? Optional.empty() : Optional.of("no goal " + prefix + ":" + goal);
    }
}
