package org.hybridscheduler.caching.failover.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

class CausesTest {

    @Test
    void describe_wrapped_namesTheRoot() {
        assertThat(Causes.describe(new CacheException("outer", new ConnectException("Connection refused"))))
                .isEqualTo("ConnectException: Connection refused");
        assertThat(Causes.describe(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void describe_credentials_areLeftOut() {
        assertThat(Causes.describe(new CacheException("cannot reach rediss://user:s3cret@redis:6379/0")))
                .isEqualTo("CacheException: cannot reach rediss://redis:6379/0");
        assertThat(Causes.describe(new CacheException("bad password=s3cret, host h"))).doesNotContain("s3cret");
    }

    /** As Redisson words them. */
    @Test
    void describe_dumpOfACommand_isCutBeforeIt() {
        assertThat(describe("NOAUTH Authentication required.. channel: [id: 0xc1189095, L:/127.0.0.1:59518 - "
                + "R:127.0.0.1/127.0.0.1:17399] data: CommandData [command=(PING), params: [], promise: "
                + "java.util.concurrent.CompletableFuture@13f0029a[Not completed, 2 dependents], codec=null]"))
                .isEqualTo("NOAUTH Authentication required");
        assertThat(describe("Unable to acquire connection! Increase connection pool size. Node source: NodeSource "
                + "[slot=0], command: (HMGET), params: [key]")).isEqualTo("Unable to acquire connection!");
        assertThat(describe("no answer, command: (HMGET), params: [key]")).isEqualTo("no answer, command: (HMGET)");
        assertThat(describe("no answer to CommandData [command=(PING)]")).isEqualTo("no answer to");
    }

    @Test
    void describe_addressesAndNumbers_areKept() {
        assertThat(describe("Connection refused: redis.example/10.0.0.1:6379."))
                .isEqualTo("Connection refused: redis.example/10.0.0.1:6379");
        assertThat(describe("Unable to connect to [10.0.0.1:6379] or //[::1]:6379"))
                .isEqualTo("Unable to connect to [10.0.0.1:6379] or //[::1]:6379");
    }

    private static String describe(String message) {
        return Causes.describe(new IllegalStateException(message)).substring("IllegalStateException: ".length());
    }

    @Test
    void describe_longOrManyLines_isOneShortLine() {
        assertThat(Causes.describe(new CacheException("x".repeat(1000)))).hasSize(160).endsWith("...");
        assertThat(Causes.describe(new CacheException("first\nsecond"))).isEqualTo("CacheException: first");
    }
}
