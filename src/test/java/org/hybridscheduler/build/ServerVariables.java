package org.hybridscheduler.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The variables that the server's configuration declares, each with its default. */
record ServerVariables(Map<String, String> defaults) {

    /** Of every XML file of the configuration. */
    static ServerVariables read(Path configuration) {
        Map<String, String> defaults = new HashMap<>();
        try (Stream<Path> files = Files.walk(configuration)) {
            files.filter(file -> file.toString().endsWith(".xml")).map(XmlFile::read).forEach(file -> {
                List<String> names = file.texts("/server/variable[@defaultValue]/@name");
                List<String> values = file.texts("/server/variable/@defaultValue");
                for (int i = 0; i < names.size(); i++) {
                    if (defaults.put(names.get(i), values.get(i)) != null) {
                        throw new IllegalArgumentException("Two defaults of " + names.get(i) + " in " + configuration);
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + configuration, e);
        }
        return new ServerVariables(defaults);
    }
}
