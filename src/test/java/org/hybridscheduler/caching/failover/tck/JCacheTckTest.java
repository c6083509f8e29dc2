package org.hybridscheduler.caching.failover.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hybridscheduler.caching.failover.FailoverProperties;
import org.hybridscheduler.caching.failover.products.RedisProduct;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/**
 * JSR-107's TCK 1.1.1 on our provider, each time in a JVM of its own: the TCK wants one provider on the class path, and
 * its helper servers take fixed ports. Its annotation tests are AnnotationsTckTest's.
 */
class JCacheTckTest {

    private static final int TESTS = 478;
    private static final long MOST_MINUTES = 10;
    private static final Predicate<String> PRODUCT =
            Pattern.compile(".*[/\\\\](redisson|hazelcast)-[^/\\\\]*\\.jar").asMatchPredicate();
    private static final Map<String, String> SETTINGS = Map.of(
            "java.net.preferIPv4Stack", "true",
            "org.jsr107.tck.support.server.address", "127.0.0.1",
            "javax.cache.CacheManager", "org.hybridscheduler.caching.failover.jcache.FailoverCacheManager",
            "javax.cache.Cache", "org.hybridscheduler.caching.failover.jcache.FailoverCache",
            "javax.cache.Cache.Entry", "org.hybridscheduler.caching.failover.jcache.CacheEntry");

    private static final class Report {

        private final List<String> lines;

        Report(List<String> lines) {
            this.lines = lines;
        }

        List<String> failures() {
            return lines.stream().filter(line -> line.startsWith("failed ")).toList();
        }

        long number(String name) {
            return lines.stream().filter(line -> line.startsWith(name + " "))
                    .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1))).sum();
        }

        void requireAllPassed() {
            assertThat(failures()).isEmpty();
            assertThat(number("run")).isEqualTo(TESTS);
            assertThat(number("ignored")).isZero();
        }
    }

    @Test
    void tck_onHazelcastAlone_passes() throws Exception {
        Report report = run("hazelcast", Map.of(FailoverProperties.FALLBACK, Isolated.Memory.class.getName()));

        report.requireAllPassed();
        assertThat(report.number("operations memory")).isGreaterThan(1000);
    }

    @Test
    void tck_withRedisDownFromTheStart_passes() throws Exception {
        Report report = run("redis-down", Map.of(
                FailoverProperties.PRIMARY, Isolated.Redis.class.getName(),
                FailoverProperties.FALLBACK, Isolated.Memory.class.getName(),
                RedisProduct.PORT, Integer.toString(freePort())));

        report.requireAllPassed();
        assertThat(report.number("operations memory")).isGreaterThan(1000);
        assertThat(report.number("operations redis")).isZero();
    }

    @Test
    void tck_withRedisUp_passesOnRedis() throws Exception {
        int port = freePort();
        RedisServer redis = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1").setting("save \"\"")
                .build();
        redis.start();
        try {
            Report report = run("redis-up", Map.of(
                    FailoverProperties.PRIMARY, Isolated.Redis.class.getName(),
                    FailoverProperties.FALLBACK, Isolated.Memory.class.getName(),
                    RedisProduct.PORT, Integer.toString(port),
                    FailoverProperties.START_WAIT, "20000",
                    // What a busy machine makes of a healthy Redis is not to be tested here.
                    FailoverProperties.BOUND, "10000"));

            report.requireAllPassed();
            assertThat(report.number("operations redis")).isGreaterThan(1000);
            assertThat(report.number("operations memory")).isZero();
        } finally {
            redis.stop();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Report run(String mode, Map<String, String> properties) throws IOException, InterruptedException {
        List<String> path = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
        Path directory = Files.createDirectories(Path.of("target", "tck"));
        Path out = directory.resolve(mode + ".txt");
        Files.deleteIfExists(out);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx512m", "-cp",
                joined(path, PRODUCT.negate()), "-D" + Isolated.PATHS + "="
                + joined(path, PRODUCT.or(each -> each.endsWith("test-classes")))));
        SETTINGS.forEach((name, value) -> command.add("-D" + name + "=" + value));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-D" + FailoverProperties.LISTENER + "=" + TckRun.Counting.class.getName());
        command.addAll(List.of(TckRun.class.getName(), out.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(Redirect.to(directory.resolve(mode + ".log").toFile())).start();
        try {
            assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(out).exists();
        return new Report(Files.readAllLines(out));
    }

    private static String joined(List<String> paths, Predicate<String> wanted) {
        return paths.stream().filter(wanted).collect(Collectors.joining(File.pathSeparator));
    }
}
