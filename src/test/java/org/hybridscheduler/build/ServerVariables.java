package org.hybridscheduler.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The variables that the server's configuration declares or that its start reads, each with its default. */
record ServerVariables(Map<String, String> defaults) {

    private static final Pattern DEFAULTED = Pattern.compile("(?m)^(\\w+)=\\$\\{\\1:-([^}]*)}$");

    /** Of every XML file of the configuration, and of server.env. */
    static ServerVariables read(Path configuration) {
        Map<String, String> defaults = new HashMap<>();
        try (Stream<Path> files = Files.walk(configuration)) {
            files.filter(file -> file.toString().endsWith(".xml")).map(XmlFile::read).forEach(file -> {
                List<String> names = file.texts("/server/variable[@defaultValue]/@name");
                List<String> values = file.texts("/server/variable/@defaultValue");
                for (int i = 0; i < names.size(); i++) {
                    add(defaults, names.get(i), values.get(i));
                }
            });
            DEFAULTED.matcher(Files.readString(configuration.resolve("server.env"))).results()
                    .forEach(line -> add(defaults, line.group(1), line.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + configuration, e);
        }
        return new ServerVariables(defaults);
    }

    private static void add(Map<String, String> defaults, String name, String value) {
        if (defaults.put(name, value) != null) {
            throw new IllegalArgumentException("Two defaults of " + name);
        }
    }
}
