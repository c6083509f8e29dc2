package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.hybridscheduler.caching.failover.spi.Backend;
import org.hybridscheduler.caching.failover.spi.FailoverListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.RedissonClient;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisSentinel;

/** The files in server-config/redis against a real sentinel, a real cluster and real TLS. */
class RedisTopologiesTest {

    private static final String PASSWORD = "p\"ss: #1";

    @TempDir
    Path directory;

    /** Uses a file as it is, but for its time-outs, which are for a busy machine here. */
    private void assertServes(String name, Map<String, String> environment) throws IOException {
        String text = Files.readString(Path.of("server-config/redis", name))
                .replaceAll("(?m)^( +)(timeout|connectTimeout): \\d+", "$1$2: 10000");
        Path file = Files.writeString(directory.resolve(name), text);
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("REDIS_PASSWORD", PASSWORD);
        RedissonClient client = RedisClient.start(new RedisSettings.File(file), variables);
        try (Backend backend = RedisBackend.over(client, StoreSamples.LOADER, FailoverListener.NONE,
                InstantSource.system())) {
            StoreSamples.assertKeepsEntries(backend);
            assertThat(backend.incarnation()).as("the run id of the one master").matches("[0-9a-f]{40}");
        } finally {
            client.shutdown(0, 2, TimeUnit.SECONDS);
        }
    }

    private static String requirePassword(String setting) {
        return setting + " \"" + PASSWORD.replace("\"", "\\\"") + "\"";
    }

    @Test
    void sentinel_knowsTheMaster_entriesAreKeptThere() throws IOException {
        try (RedisProcess master = RedisProcess.start(requirePassword("requirepass"), requirePassword("masterauth"))) {
            int port = RedisProcess.freePort();
            RedisSentinel sentinel = RedisSentinel.newRedisSentinel().port(port).bind("127.0.0.1")
                    .masterName("mymaster").masterPort(master.port()).quorumSize(1).build();
            sentinel.start();
            try (Jedis jedis = new Jedis("127.0.0.1", port)) {
                jedis.sentinelSet("mymaster", Map.of("auth-pass", PASSWORD));
                String address = "127.0.0.1:" + port;
                assertServes("sentinel.yaml", Map.of("REDIS_SENTINEL_1", address, "REDIS_SENTINEL_2", address,
                        "REDIS_SENTINEL_3", address));
            } finally {
                sentinel.stop();
            }
        }
    }

    @Test
    void cluster_ofOneNodeWithEverySlot_entriesAreKeptThere() throws IOException {
        // A node that never met another does not know its own address.
        try (RedisProcess node = RedisProcess.start("cluster-enabled yes", "cluster-announce-ip 127.0.0.1",
                "dir " + directory, requirePassword("requirepass"))) {
            try (Jedis jedis = new Jedis("127.0.0.1", node.port())) {
                jedis.auth(PASSWORD);
                int[] slots = IntStream.range(0, 16_384).toArray();
                jedis.clusterAddSlots(slots);
                await(() -> jedis.clusterInfo().contains("cluster_state:ok"));
            }
            String address = "127.0.0.1:" + node.port();
            assertServes("cluster.yaml", Map.of("REDIS_NODE_1", address, "REDIS_NODE_2", address,
                    "REDIS_NODE_3", address));
        }
    }

    @Test
    void tls_certificateOfOurOwn_entriesAreKeptThere() throws Exception {
        Path store = certificate();
        int port = RedisProcess.freePort();
        // The plain port stays open: Redis must say there that it is ready.
        try (RedisProcess redis = RedisProcess.start("tls-port " + port, "tls-cert-file " + directory.resolve("cert.pem"),
                "tls-key-file " + directory.resolve("key.pem"), "tls-ca-cert-file " + directory.resolve("cert.pem"),
                "tls-auth-clients no", requirePassword("requirepass"))) {
            assertThat(redis.port()).isNotEqualTo(port);
            assertServes("tls.yaml", Map.of("REDIS_HOST", "localhost", "REDIS_PORT", Integer.toString(port),
                    "REDIS_TRUSTSTORE", store.toString(), "REDIS_TRUSTSTORE_PASSWORD", "changeit"));
        }
    }

    /** Makes a certificate for localhost, in a key store and as the two files that Redis reads. */
    private Path certificate() throws Exception {
        Path store = directory.resolve("trust.p12");
        Process keytool = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair", "-alias",
                "redis", "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-storetype",
                "PKCS12", "-keystore", store.toString(), "-storepass", "changeit").redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        pem("cert.pem", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
        pem("key.pem", "PRIVATE KEY", keys.getKey("redis", "changeit".toCharArray()).getEncoded());
        // What the client trusts is the certificate alone.
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("redis", keys.getCertificate("redis"));
        try (var out = Files.newOutputStream(store)) {
            trust.store(out, "changeit".toCharArray());
        }
        return store;
    }

    private void pem(String name, String kind, byte[] content) throws IOException {
        Files.writeString(directory.resolve(name), "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind,
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), kind));
    }

    /** Polls until something holds; the deadline only keeps a broken build from hanging. */
    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited half a minute").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
