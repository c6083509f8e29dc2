package org.hybridscheduler.caching.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hybridscheduler.caching.Representation;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoreSettings;
import org.hybridscheduler.caching.failover.spi.StoredEntry;

/** What the tests of backends keep. */
final class StoreSamples {

    static final ClassLoader LOADER = StoreSamples.class.getClassLoader();
    static final StoreSettings TRAINING_DATA = new StoreSettings("training_data", new RepresentationCodec(),
            Optional.of(Duration.ofHours(1)));

    private StoreSamples() {
    }

    static StoredEntry entry(String json) {
        return StoredEntry.of(Representation.of(json.getBytes(UTF_8), Instant.parse("2036-11-23T11:22:33Z")),
                System.currentTimeMillis() + 3_600_000);
    }

    /** Writes, reads, changes and removes through a backend. */
    static void assertKeepsEntries(Backend backend) {
        Store store = backend.open("training_data~1", TRAINING_DATA);
        StoredEntry first = entry("[1]");
        StoredEntry second = entry("[2]");
        assertThat(store.create("a", first)).isTrue();
        assertThat(store.create("a", second)).isFalse();
        StoredEntry read = store.get("a");
        assertThat(read).isEqualTo(first);
        assertThat(store.replace("a", read, second)).isTrue();
        assertThat(store.replace("a", read, first)).as("what was read is no longer there").isFalse();
        assertThat(store.get("a")).isEqualTo(second);
        assertThat(store.size()).hasValue(1);
        assertThat(store.remove("a", store.get("a"))).isTrue();
        assertThat(store.get("a")).isNull();
        assertThat(store.size()).hasValue(0);
    }
}
