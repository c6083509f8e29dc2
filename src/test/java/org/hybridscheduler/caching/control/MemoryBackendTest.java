package org.hybridscheduler.caching.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.CacheConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.expiry.ExpiryPolicy;
import org.hybridscheduler.caching.NamespaceKey;
import org.hybridscheduler.caching.Representation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemoryBackendTest {

    private static final Representation VALUE = Representation.of("[1]".getBytes(UTF_8), Instant.EPOCH);
    private static final NamespaceKey KEY = new NamespaceKey("training_data_latest_10");

    private static CacheBackend backend;
    private Cache<Object, Object> cache;

    @BeforeAll
    static void start() {
        CacheSettings settings = CacheSettings.of(new MapConfig(Map.of("cache.ttl.training_data", "3600")));
        backend = MemoryBackend.start(settings.memoryPort(), settings.namespaces(),
                MemoryBackendTest.class.getClassLoader());
    }

    @AfterAll
    static void stop() {
        backend.close();
        assertThat(backend.answers(Duration.ZERO)).isFalse();
    }

    @BeforeEach
    void empty() {
        cache = backend.manager().getCache("training_data");
        cache.clear();
    }

    @Test
    void entry_put_isFoundByAnEqualKeyAsTheSameObject() {
        cache.put(KEY, VALUE);
        Object first = cache.get(new NamespaceKey("training_data_latest_10"));
        assertThat(first).isEqualTo(VALUE);
        assertThat(cache.get(KEY)).as("immutable, so nothing is copied").isSameAs(first);
        assertThat(cache.iterator()).toIterable().singleElement()
                .satisfies(entry -> assertThat(entry.getKey()).isEqualTo(KEY));
    }

    @Test
    void size_entriesPutAndCleared_isTheirNumber() {
        cache.put(KEY, VALUE);
        cache.put(new NamespaceKey("training_data_latest_11"), VALUE);
        assertThat(backend.size(cache)).hasValue(2);
        cache.clear();
        assertThat(backend.size(cache)).hasValue(0);
    }

    @Test
    void entries_beyondTheMaximum_areEvictedAndCounted() {
        for (int i = 0; i < 20_000; i++) {
            cache.put(new NamespaceKey("training_data_latest_" + i), VALUE);
        }
        assertThat(backend.evictions(cache).orElseThrow()).isPositive();
        assertThat(backend.size(cache).orElseThrow()).as("about the 20 of the default").isLessThan(100);
    }

    @Test
    @SuppressWarnings("unchecked")
    void namespace_expiry_isItsTimeToLiveFromCreation() {
        CacheConfig<Object, Object> config = cache.getConfiguration(CacheConfig.class);
        ExpiryPolicy expiry = config.getExpiryPolicyFactory().create();
        assertThat(expiry.getExpiryForCreation().getTimeUnit().toSeconds(
                expiry.getExpiryForCreation().getDurationAmount())).isEqualTo(3600);
        assertThat(expiry.getExpiryForAccess()).as("reading does not prolong").isNull();
        assertThat(expiry.getExpiryForUpdate()).as("nor does overwriting").isNull();
    }

    @Test
    void member_bound_isAloneOnLoopback() {
        HazelcastInstance member = Hazelcast.getAllHazelcastInstances().stream()
                .filter(instance -> instance.getConfig().getClusterName().equals("hybrid-scheduler")).findFirst()
                .orElseThrow();
        assertThat(member.getCluster().getMembers()).singleElement()
                .satisfies(self -> assertThat(self.getAddress().getHost()).isEqualTo("127.0.0.1"));
        assertThat(member.getConfig().getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
        assertThat(member.getConfig().getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    }
}
