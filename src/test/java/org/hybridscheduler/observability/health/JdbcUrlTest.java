package org.hybridscheduler.observability.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/data/app;WRITE_DELAY=0;PASSWORD=secret, jdbc:h2:file:/data/app",
        "jdbc:h2:mem:app, jdbc:h2:mem:app",
        "jdbc:postgresql://db:5432/app?user=secret&password=secret, jdbc:postgresql://db:5432/app",
        "jdbc:postgresql://me:secret@db:5432/app, jdbc:postgresql://db:5432/app",
        "jdbc:postgresql://me:s@cret@db/app?ssl=true, jdbc:postgresql://db/app",
        "jdbc:derby:memory:app;user=me;password=secret, jdbc:derby:memory:app",
        "jdbc:sqlserver://db:1433;databaseName=app;password=secret, jdbc:sqlserver://db:1433",
        "jdbc:oracle:thin:me/secret@//db:1521/app, jdbc:oracle://db:1521/app"})
    void withoutSecrets_knownShapes_keepTheAddress(String url, String expected) {
        assertThat(JdbcUrl.withoutSecrets(url)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "jdbc:postgresql://me:secret?more@db/app",
        "jdbc:postgresql://me:sec;secret@db/app",
        "jdbc:postgresql://db/app?password=a@secret",
        "jdbc:mysql://(host=db,user=me,password=secret)/app",
        "jdbc:mysql://address=(host=db)(password=secret)/app",
        "postgresql://me:secret@db/app",
        "secret"})
    void withoutSecrets_whereTheyCannotBeTold_keepsTheDriverAlone(String url) {
        assertThat(JdbcUrl.withoutSecrets(url)).matches("jdbc:([a-z]+:)?").doesNotContain("secret");
    }
}
