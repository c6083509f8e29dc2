package org.hybridscheduler.caching.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hybridscheduler.caching.control.NamespaceStatistics;
import org.junit.jupiter.api.Test;

class CacheReportTest {

    private static NamespaceStatistics namespace(long hits, long misses, Long size) {
        return new NamespaceStatistics(hits, misses, 0, 0, null, 0, size, 30);
    }

    @Test
    void report_severalNamespaces_addsThemUp() {
        CacheReport report = CacheReport.of(Map.of("a", namespace(1, 1, 3L), "b", namespace(1, 0, 4L)), "memory", true);
        assertThat(report.status()).isEqualTo("operational");
        assertThat(report.cacheStats().hits()).isEqualTo(2);
        assertThat(report.cacheStats().misses()).isEqualTo(1);
        assertThat(report.cacheStats().totalRequests()).isEqualTo(3);
        assertThat(report.cacheStats().hitRatePercent()).isEqualTo(66.67);
        assertThat(report.cacheStats().memoryCacheSize()).isEqualTo(7);
    }

    @Test
    void report_nothingAskedYetOrSizeUnknown_isNullNotZero() {
        CacheReport report = CacheReport.of(Map.of("a", namespace(0, 0, null)), "memory", false);
        assertThat(report.status()).isEqualTo("degraded");
        assertThat(report.cacheStats().hitRatePercent()).isNull();
        assertThat(report.cacheStats().memoryCacheSize()).isNull();
    }

    @Test
    void report_redisServes_holdsNothingInMemory() {
        CacheReport report = CacheReport.of(Map.of("a", namespace(0, 0, 9L)), "redis", true);
        assertThat(report.cacheStats().memoryCacheSize()).isZero();
    }
}
