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

    @Test
    void describe_longOrManyLines_isOneShortLine() {
        assertThat(Causes.describe(new CacheException("x".repeat(1000)))).hasSize(160).endsWith("...");
        assertThat(Causes.describe(new CacheException("first\nsecond"))).isEqualTo("CacheException: first");
    }
}
