package org.hybridscheduler.history.control;

import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.migration.JavaMigration;

/** Brings a database's schema up to date. */
final class SchemaMigration {

    private SchemaMigration() {
    }

    /**
     * Applies the migrations that the database lacks.
     *
     * @throws org.flywaydb.core.api.FlywayException where the database is out of reach, or holds another schema
     */
    static void migrate(DataSource database) {
        Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(database)
                .resourceProvider(new MigrationScripts())
                .javaMigrationClassProvider(new NoJavaMigrations())
                .load()
                .migrate();
    }

    private static final class NoJavaMigrations implements ClassProvider<JavaMigration> {

        @Override
        public Collection<Class<? extends JavaMigration>> getClasses() {
            return List.of();
        }
    }
}
