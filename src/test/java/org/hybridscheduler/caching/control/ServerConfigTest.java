package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hazelcast.config.JoinConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hybridscheduler.caching.failover.spi.StoredEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.config.Config;

/** The example files in server-config are what the products take. */
class ServerConfigTest {

    private static final Path REDIS = Path.of("server-config/redis");
    private static final Path HAZELCAST = Path.of("server-config/hazelcast");
    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(Map.entry("REDIS_PASSWORD", "p\"ss: #1"),
            Map.entry("REDIS_TRUSTSTORE", "/etc/trust.p12"), Map.entry("REDIS_TRUSTSTORE_PASSWORD", "trust"),
            Map.entry("REDIS_SENTINEL_1", "s1:26379"), Map.entry("REDIS_SENTINEL_2", "s2:26379"),
            Map.entry("REDIS_SENTINEL_3", "s3:26379"), Map.entry("REDIS_NODE_1", "n1:6379"),
            Map.entry("REDIS_NODE_2", "n2:6379"), Map.entry("REDIS_NODE_3", "n3:6379"),
            Map.entry("HAZELCAST_INTERFACE", "10.3.*.*"), Map.entry("HAZELCAST_MEMBERS", "10.3.0.1,10.3.0.2:5702"),
            Map.entry("HAZELCAST_SERVICE", "members.here.svc.cluster.local"));

    private static Config redis(Path file) {
        return RedisClient.config(new RedisSettings.File(file), ENVIRONMENT);
    }

    private static com.hazelcast.config.Config hazelcast(String name) {
        return MemoryMember.config(new CacheSettings.Memory(1, Optional.of(HAZELCAST.resolve(name))), ENVIRONMENT,
                StoreSamples.LOADER);
    }

    static Stream<Path> redisFiles() throws IOException {
        return Files.list(REDIS).sorted();
    }

    @ParameterizedTest
    @MethodSource("redisFiles")
    void redisFile_each_isTakenWithItsSecretsFromTheEnvironment(Path file) {
        Config config = redis(file);
        assertThat(config.getPassword()).isEqualTo("p\"ss: #1");
        assertThat(config.isLazyInitialization()).isTrue();
        assertThat(config.getCodec()).isNotNull();
    }

    @Test
    void redisFiles_areOfTheirKind() {
        assertThat(redis(REDIS.resolve("single.yaml")).useSingleServer().getAddress())
                .isEqualTo("redis://localhost:6379");
        Config tls = redis(REDIS.resolve("tls.yaml"));
        assertThat(tls.useSingleServer().getAddress()).isEqualTo("rediss://localhost:6379");
        assertThat(tls.getSslTruststore()).hasToString("file:/etc/trust.p12");
        assertThat(redis(REDIS.resolve("sentinel.yaml")).useSentinelServers().getSentinelAddresses())
                .containsExactly("redis://s1:26379", "redis://s2:26379", "redis://s3:26379");
        assertThat(redis(REDIS.resolve("cluster.yaml")).useClusterServers().getNodeAddresses())
                .containsExactly("redis://n1:6379", "redis://n2:6379", "redis://n3:6379");
    }

    @Test
    void redisFile_variableNotSet_saysFileAndVariable() {
        Path file = REDIS.resolve("single.yaml");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisClient.config(new RedisSettings.File(file), Map.of()))
                .withMessageContaining("redis.config is " + file).withMessageContaining("REDIS_PASSWORD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp-ip.yaml", "kubernetes.yaml"})
    void hazelcastFile_each_isTakenAndNeitherPhonesHomeNorMulticasts(String name) {
        com.hazelcast.config.Config config = hazelcast(name);
        assertThat(config.getClusterName()).isEqualTo("hybrid-scheduler");
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
        assertThat(config.getSerializationConfig().getSerializerConfigs()).singleElement()
                .satisfies(serializer -> assertThat(serializer.getTypeClass()).isEqualTo(StoredEntry.class));
        JoinConfig join = config.getNetworkConfig().getJoin();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
    }

    @Test
    void hazelcastFiles_joinAsTheyAreNamed() {
        assertThat(hazelcast("tcp-ip.yaml").getNetworkConfig().getJoin().getTcpIpConfig().getMembers())
                .containsExactly("10.3.0.1", "10.3.0.2:5702");
        assertThat(hazelcast("kubernetes.yaml").getNetworkConfig().getJoin().getKubernetesConfig())
                .satisfies(kubernetes -> {
                    assertThat(kubernetes.isEnabled()).isTrue();
                    assertThat(kubernetes.getProperty("service-dns")).isEqualTo("members.here.svc.cluster.local");
                });
    }

    @Test
    void hazelcastFile_unknownName_saysFileAndName() throws IOException {
        Path file = Files.createTempFile("hazelcast", ".yaml");
        try {
            Files.writeString(file, "hazelcast:\n  clustername: x\n");
            assertThatIllegalArgumentException().isThrownBy(() -> MemoryMember.config(
                    new CacheSettings.Memory(1, Optional.of(file)), Map.of(), StoreSamples.LOADER))
                    .withMessageContaining("cache.memory.config is " + file).withMessageContaining("clustername");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void alone_noFile_isOnLoopbackAndJoinsNobody() {
        com.hazelcast.config.Config config = MemoryMember.config(new CacheSettings.Memory(5999, Optional.empty()),
                Map.of(), StoreSamples.LOADER);
        assertThat(config.getNetworkConfig().getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
        assertThat(config.getNetworkConfig().getPort()).isEqualTo(5999);
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
        JoinConfig join = config.getNetworkConfig().getJoin();
        assertThat(join.getTcpIpConfig().isEnabled() || join.getMulticastConfig().isEnabled()
                || join.isAutoDetectionEnabled()).isFalse();
    }
}
