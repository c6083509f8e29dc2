package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.hybridscheduler.caching.failover.spi.Store;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.junit.jupiter.api.Test;

/** The file server-config/hazelcast/tcp-ip.yaml with two real members. */
class MemoryClusterTest {

    private static HazelcastInstance member(int port, int otherPort) {
        return MemoryMember.start(
                new CacheSettings.Memory(5701, Optional.of(Path.of("server-config/hazelcast/tcp-ip.yaml"))),
                Map.of("HAZELCAST_CLUSTER", "test-" + Math.min(port, otherPort), "HAZELCAST_PORT",
                        Integer.toString(port), "HAZELCAST_INTERFACE", "127.0.0.1", "HAZELCAST_MEMBERS",
                        "127.0.0.1:%d,127.0.0.1:%d".formatted(port, otherPort)), StoreSamples.LOADER);
    }

    private static Backend backend(HazelcastInstance member) {
        return MemoryBackend.over(member, CacheSettings.of(new MapConfig(Map.of())).namespaces(), StoreSamples.LOADER,
                FailoverListener.NONE);
    }

    @Test
    void entries_ofOneMember_areFoundAndChangedByTheOther() {
        int port = RedisProcess.freePort();
        int otherPort = RedisProcess.freePort();
        HazelcastInstance one = member(port, otherPort);
        HazelcastInstance other = member(otherPort, port);
        try (Backend here = backend(one); Backend there = backend(other)) {
            assertThat(one.getCluster().getMembers()).hasSize(2);
            Store written = here.open("training_data", StoreSamples.TRAINING_DATA);
            Store read = there.open("training_data", StoreSamples.TRAINING_DATA);
            // Enough of them to lie on both members.
            for (int i = 0; i < 20; i++) {
                StoredEntry entry = StoreSamples.entry("[" + i + "]");
                assertThat(written.create("key" + i, entry)).isTrue();
                assertThat(read.get("key" + i)).isEqualTo(entry);
                assertThat(read.replace("key" + i, read.get("key" + i), StoreSamples.entry("[]"))).isTrue();
                assertThat(written.remove("key" + i, written.get("key" + i))).isTrue();
            }
        } finally {
            other.shutdown();
            one.shutdown();
        }
    }
}
