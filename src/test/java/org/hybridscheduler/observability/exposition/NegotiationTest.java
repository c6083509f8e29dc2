package org.hybridscheduler.observability.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {

    /** What Prometheus 2.42 sends. */
    private static final String PROMETHEUS_2 = "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    @Test
    void format_asPrometheusAsks_isOpenMetrics() {
        assertThat(TextFormat.preferred(List.of(PROMETHEUS_2))).isEqualTo(TextFormat.OPEN_METRICS);
        assertThat(TextFormat.preferred(List.of(PROMETHEUS_2.split(",")))).as("header by header")
                .isEqualTo(TextFormat.OPEN_METRICS);
    }

    @Test
    void format_notAskedFor_isTheOneForEverybody() {
        assertThat(TextFormat.preferred(null)).isEqualTo(TextFormat.PROMETHEUS);
        assertThat(TextFormat.preferred(List.of())).isEqualTo(TextFormat.PROMETHEUS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "*/*                                                                        | PROMETHEUS",
        "''                                                                         | PROMETHEUS",
        "text/html                                                                  | PROMETHEUS",
        "text/plain;version=0.0.4                                                   | PROMETHEUS",
        "application/openmetrics-text                                               | OPEN_METRICS",
        "Application/OpenMetrics-Text; Version=\"1.0.0\"; charset=utf-8             | OPEN_METRICS",
        "application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.6, text/plain;q=0.5 | OPEN_METRICS",
        "application/openmetrics-text;version=0.0.1                                 | PROMETHEUS",
        "application/openmetrics-text;version=2.0.0, text/plain;q=0.1               | PROMETHEUS",
        "application/openmetrics-text;q=0.5, text/plain;q=0.6                       | PROMETHEUS",
        "application/openmetrics-text;q=0.5, text/plain;q=0.5                       | PROMETHEUS",
        "application/openmetrics-text;q=0, */*                                      | PROMETHEUS",
        "application/openmetrics-text;q=0.3, */*;q=0.2                              | OPEN_METRICS",
        "application/openmetrics-text;q=high, text/plain;q=0.1                      | PROMETHEUS",
        "application/*;q=0.9, text/*;q=0.8                                          | OPEN_METRICS",
        "text/plain;q=0.1, text/*, application/openmetrics-text;q=0.5               | OPEN_METRICS",
        "; , ;; q=1, application/openmetrics-text                                   | OPEN_METRICS"})
    void format_byQualityOfTheClosestRange_isTheBetterOne(String accept, TextFormat expected) {
        assertThat(TextFormat.preferred(List.of(accept))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"gzip | true", "GZIP | true", "x-gzip | true", "deflate, gzip;q=0.5 | true",
        "* | true", "*;q=0.1 | true", "gzip;q=1.0, identity;q=0.5 | true", "gzip, identity | true", "'' | false",
        "identity | false", "br | false", "gzip;q=0 | false", "gzip;q=0.000, * | false", "*;q=0 | false",
        "gzip;q=0.5, identity | false", "gzip;q=0.2, identity;q=0.9 | false", "gzip;q=2 | false",
        "gzipped | false"})
    void gzip_byQuality_isWelcomeOrNot(String acceptEncoding, boolean expected) {
        assertThat(Gzip.isWelcome(List.of(acceptEncoding))).isEqualTo(expected);
    }

    @Test
    void gzip_notAskedFor_isNotWelcome() {
        assertThat(Gzip.isWelcome(null)).isFalse();
        assertThat(Gzip.isWelcome(List.of("deflate", "gzip"))).as("in a second header").isTrue();
    }
}
