package org.hybridscheduler.caching.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.ws.rs.ServiceUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.hybridscheduler.caching.control.NamespaceStatistics;
import org.hybridscheduler.caching.control.Wiring;
import org.hybridscheduler.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The resource while Redis is configured and absent; with a backend the server's tests show it. */
class CacheResourceTest {

    private Wiring wiring;
    private final CacheResource resource = new CacheResource();

    @BeforeEach
    void start() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        wiring = new Wiring(Map.of("redis.url", "redis://127.0.0.1:" + port, "cache.start_wait_ms", "60000"));
        resource.administration = wiring.administration();
        resource.health = wiring.health();
        assertThat(wiring.manager()).as("starts without Redis").isNotNull();
    }

    @AfterEach
    void stop() {
        wiring.close();
    }

    @Test
    void report_redisAbsent_isDegradedAndSizesAreUnknown() {
        CacheReport report = resource.report();
        assertThat(report.status()).isEqualTo("degraded");
        assertThat(report.cacheStats().backend()).isEqualTo("redis");
        assertThat(report.cacheStats().namespaces().values()).hasSize(3).extracting(NamespaceStatistics::size)
                .containsOnlyNulls();
    }

    @Test
    void reset_redisAbsent_works() {
        assertThat(resource.reset().status()).isEqualTo("stats_reset");
    }

    @Test
    void invalidate_unknownNamespace_is404WithTheValidNames() {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> resource.invalidate("nothing"))
                .withMessageContaining("nothing").withMessageContaining("training_data");
    }

    @Test
    void invalidate_redisAbsent_is503() {
        assertThatExceptionOfType(ServiceUnavailableException.class)
                .isThrownBy(() -> resource.invalidate("training_data"))
                .withMessageContaining("redis").satisfies(e -> assertThat(e.getCause()).isNotNull());
    }

    @Test
    void health_redisAbsent_isDegradedNotUnready() {
        assertThat(wiring.health().redis().enabled()).isTrue();
        assertThat(wiring.health().redis().connected()).isFalse();
        assertThat(wiring.health().redisCheck()).startsWith("degraded: ");
    }
}
