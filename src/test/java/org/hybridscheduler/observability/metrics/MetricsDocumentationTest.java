package org.hybridscheduler.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridscheduler.observability.metrics.MetricDeclaration.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written of the metrics elsewhere follows from their declarations. */
class MetricsDocumentationTest {

    private static final Path PAGE = Path.of("docs/metrics.md");
    private static final Path DEFAULTS = Path.of("src/main/resources/META-INF/microprofile-config.properties");

    @Test
    void page_isMadeOfTheDeclarations() throws IOException {
        if ("write".equals(System.getProperty("metrics.docs"))) {
            Files.writeString(PAGE, MetricsDocumentation.page());
        }
        assertThat(PAGE).as("Maybe a metric has changed since? Run mvn test -Dtest=MetricsDocumentationTest "
                + "-Dmetrics.docs=write and look at what it wrote").content().isEqualTo(MetricsDocumentation.page());
    }

    @ParameterizedTest
    @ValueSource(strings = {"timer.buckets", "percentiles"})
    void serversOwnHistograms_areThoseOfEachTimer(String setting) throws IOException {
        Properties defaults = new Properties();
        try (Reader reader = Files.newBufferedReader(DEFAULTS)) {
            defaults.load(reader);
        }
        List<String> named = Stream.of(defaults.getProperty("mp.metrics.distribution." + setting).split(";"))
                .map(entry -> entry.replaceFirst("=.*", "")).toList();
        Set<String> timers = Stream.of(Metric.values()).map(Metric::declaration)
                .filter(metric -> metric.kind() == Kind.TIMER).map(MetricDeclaration::name)
                .collect(Collectors.toSet());
        assertThat(named).containsExactlyInAnyOrderElementsOf(timers);
    }
}
