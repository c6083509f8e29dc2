package org.hybridscheduler.caching.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.hybridscheduler.caching.control.Wiring;
import org.hybridscheduler.problem.ProblemException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The resource while Redis is configured and absent; with Redis the server's tests show it. */
class CacheResourceTest {

    private static Wiring wiring;
    private static final CacheResource RESOURCE = new CacheResource();

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        wiring = new Wiring(Map.of("redis.url", "redis://127.0.0.1:" + port, "cache.start_wait_ms", "60000"));
        RESOURCE.administration = wiring.administration();
        RESOURCE.health = wiring.health();
        assertThat(wiring.manager()).as("starts without Redis").isNotNull();
    }

    @AfterAll
    static void stop() {
        wiring.close();
    }

    @Test
    void report_redisAbsent_isDegradedAndMemoryServes() {
        CacheReport report = RESOURCE.report();
        assertThat(report.status()).isEqualTo("degraded");
        assertThat(report.cacheStats().backend()).isEqualTo("memory");
        assertThat(report.cacheStats().namespaces().values()).hasSize(3).allSatisfy(namespace -> {
            assertThat(namespace.backends()).containsOnlyKeys("redis", "memory");
            assertThat(namespace.size()).as("memory's").hasToString("0");
            assertThat(namespace.backends().get("redis").size()).hasToString("\"n/a\"");
            assertThat(namespace.backends().get("redis").evictions()).hasToString("\"n/a\"");
        });
    }

    @Test
    void reset_redisAbsent_works() {
        assertThat(RESOURCE.reset().status()).isEqualTo("stats_reset");
    }

    @Test
    void invalidate_unknownNamespace_is404WithTheValidNames() {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> RESOURCE.invalidate("nothing"))
                .withMessageContaining("nothing").withMessageContaining("training_data");
    }

    @Test
    void invalidate_redisAbsent_emptiesTheMemory() {
        assertThat(RESOURCE.invalidate("training_data"))
                .isEqualTo(new CacheResource.Invalidation("invalidated", "training_data", 0));
    }

    @Test
    void health_redisAbsent_isDegradedNotUnready() {
        assertThat(wiring.health().redisEnabled()).isTrue();
        assertThat(wiring.health().redisConnected()).isFalse();
        assertThat(wiring.health().redisCheck()).startsWith("degraded: memory serves");
        assertThat(wiring.health().backend()).isEqualTo("memory");
    }
}
