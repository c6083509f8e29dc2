package org.hybridscheduler.history.control;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** The migration scripts by name: looking for them would scan every library, at every start. */
final class MigrationScripts implements ResourceProvider {

    static final String FOLDER = "db/migration/";
    static final List<String> NAMES = List.of("V1__history.sql", "V2__fairness.sql", "V3__experiments.sql",
            "V4__models.sql");

    @Override
    public LoadableResource getResource(String name) {
        return NAMES.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return NAMES.stream()
                .filter(name -> name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(Script::new)
                .toList();
    }

    private static final class Script extends LoadableResource {

        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream script = MigrationScripts.class.getClassLoader().getResourceAsStream(FOLDER + name);
            if (script == null) {
                throw new IllegalStateException("No " + FOLDER + name + " on the class path. Maybe it was renamed?");
            }
            return new InputStreamReader(script, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
