package org.hybridscheduler.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Dockerfile, as far as this project's uses the language: stages of instructions, comments, continued lines,
 * variables without modifiers.
 *
 * @param stages in their order, at least one
 */
record Dockerfile(List<Stage> stages) {

    private static final Pattern STAGE = Pattern.compile("(\\S+)(?:\\s+(?i:AS)\\s+(\\S+))?");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_]\\w*)(?:=(?:\"([^\"]*)\"|(\\S*)))?");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

    /** @param keyword in capitals */
    record Instruction(String keyword, String arguments) {

        List<String> words() {
            return Arrays.asList(arguments.split("\\s+"));
        }

        /** What a declaration, {@code ENV} or {@code ARG}, assigns. */
        Map<String, String> assignments() {
            Map<String, String> assigned = new LinkedHashMap<>();
            Matcher matcher = ASSIGNMENT.matcher(arguments);
            while (matcher.find()) {
                assigned.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2)
                        : matcher.group(3) != null ? matcher.group(3) : "");
            }
            return assigned;
        }

        /** Names of the variables that it uses. */
        List<String> variables() {
            return VARIABLE.matcher(arguments).results()
                    .map(match -> match.group(1) != null ? match.group(1) : match.group(2)).toList();
        }
    }

    /** @param name empty where it has none */
    record Stage(String base, String name, List<Instruction> instructions) {

        List<Instruction> all(String keyword) {
            return instructions.stream().filter(instruction -> instruction.keyword().equals(keyword)).toList();
        }
    }

    static Dockerfile parse(String text) {
        List<Stage> stages = new ArrayList<>();
        String joined = text.replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\s*\\R\\s*", "");
        for (String line : joined.lines().filter(line -> !line.isBlank()).toList()) {
            String[] parts = line.strip().split("\\s+", 2);
            String keyword = parts[0].toUpperCase(Locale.ROOT);
            String arguments = parts.length > 1 ? parts[1] : "";
            if (keyword.equals("FROM")) {
                Matcher stage = STAGE.matcher(arguments);
                if (!stage.matches()) {
                    throw new IllegalArgumentException("Not a stage: " + line);
                }
                stages.add(new Stage(stage.group(1), stage.group(2) == null ? "" : stage.group(2), new ArrayList<>()));
            } else if (stages.isEmpty()) {
                throw new IllegalArgumentException("Before the first FROM: " + line);
            } else {
                stages.get(stages.size() - 1).instructions().add(new Instruction(keyword, arguments));
            }
        }
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("A Dockerfile without FROM");
        }
        return new Dockerfile(stages);
    }

    /** The stage that becomes the image. */
    Stage image() {
        return stages.get(stages.size() - 1);
    }

    /** What a stage inherits from the stages it is built on, and its own {@code ENV}. */
    Map<String, String> environment(Stage stage) {
        Map<String, String> environment = new LinkedHashMap<>();
        stages.stream().filter(other -> !other.name().isEmpty() && other.name().equals(stage.base())).findFirst()
                .ifPresent(base -> environment.putAll(environment(base)));
        stage.all("ENV").forEach(declaration -> environment.putAll(declaration.assignments()));
        return environment;
    }

    /** The text with the variables of an environment replaced; unknown ones stay. */
    static String resolve(String text, Map<String, String> environment) {
        return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(environment.getOrDefault(
                match.group(1) != null ? match.group(1) : match.group(2), match.group())));
    }
}
