package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hazelcast.core.HazelcastInstance;
import java.util.Map;
import java.util.Optional;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemoryBackendTest {

    private static HazelcastInstance member;
    private static Backend backend;

    @BeforeAll
    static void start() {
        member = MemoryMember.start(new CacheSettings.Memory(5701, Optional.empty()), Map.of(), StoreSamples.LOADER);
        backend = MemoryBackend.over(member, CacheSettings.of(new MapConfig(Map.of())).namespaces(),
                StoreSamples.LOADER, FailoverListener.NONE);
    }

    @AfterAll
    static void stop() {
        backend.close();
        member.shutdown();
    }

    @Test
    void backend_memory_keepsEntries() {
        assertThat(backend.name()).isEqualTo("memory");
        StoreSamples.assertKeepsEntries(backend);
    }

    @Test
    void entry_readTwice_isTheSameObject() {
        Store store = backend.open("training_data~2", StoreSamples.TRAINING_DATA);
        store.create("a", StoreSamples.entry("[1]"));
        StoredEntry first = store.get("a");
        assertThat(store.get("a").value()).as("immutable, so nothing is copied").isSameAs(first.value());
    }

    @Test
    void entries_beyondTheMaximum_areEvictedAndCounted() {
        Store store = backend.open("training_data~3", StoreSamples.TRAINING_DATA);
        for (int i = 0; i < 5_000; i++) {
            store.create("training_data_latest_" + i, StoreSamples.entry("[1]"));
        }
        assertThat(store.evictions().orElseThrow()).isPositive();
        assertThat(store.size().orElseThrow()).as("about the 20 of the default").isLessThan(100);
    }

    @Test
    void destroyed_cache_isEmptyWhenOpenedAgain() {
        backend.open("training_data~4", StoreSamples.TRAINING_DATA).create("a", StoreSamples.entry("[1]"));
        backend.destroy("training_data~4");
        backend.destroy("training_data~4");
        assertThat(backend.open("training_data~4", StoreSamples.TRAINING_DATA).get("a")).isNull();
    }

    @Test
    void value_ofAnotherType_isRefused() {
        Store store = backend.open("training_data~5", StoreSamples.TRAINING_DATA);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> store.create("a", StoredEntry.of("text", StoredEntry.NEVER)));
    }
}
