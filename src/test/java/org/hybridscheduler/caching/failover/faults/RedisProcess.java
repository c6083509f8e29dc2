package org.hybridscheduler.caching.failover.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis server as an operating system process that can be hurt: killed, stopped, restarted with or without what it
 * had kept. It listens on the loopback interface, on the same port and with the same directory through every restart.
 */
final class RedisProcess implements AutoCloseable {

    /** What a server keeps on its disk. */
    enum Persistence {
        NONE("--save", "", "--appendonly", "no"),
        // Without save points: a snapshot is what a test takes.
        SNAPSHOT("--save", "", "--appendonly", "no", "--dbfilename", "dump.rdb"),
        LOG("--save", "", "--appendonly", "yes", "--appendfsync", "always");

        private final List<String> options;

        Persistence(String... options) {
            this.options = List.of(options);
        }
    }

    private static final Duration START = Duration.ofSeconds(20);
    private static final String LOOPBACK = "127.0.0.1";
    private static final Path EXECUTABLE = unpack();

    private final Path directory;
    private final Persistence persistence;
    private final int port;
    private final Thread killer = new Thread(this::end);
    private String password = "";
    private volatile Process process;

    RedisProcess(Persistence persistence) {
        this.persistence = persistence;
        this.port = freePort();
        try {
            this.directory = Files.createTempDirectory("redis-faults");
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for Redis", e);
        }
        Runtime.getRuntime().addShutdownHook(killer);
    }

    private static Path unpack() {
        try {
            Path directory = Files.createTempDirectory("redis-binary");
            // Deleted in the reverse order.
            directory.toFile().deleteOnExit();
            Path executable = ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
            executable.toFile().deleteOnExit();
            return executable;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the Redis binary", e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    int port() {
        return port;
    }

    /** Starts the server with whatever its directory holds, and waits until it answers. */
    RedisProcess start() {
        List<String> command = new ArrayList<>(List.of(EXECUTABLE.toString(), "--port", Integer.toString(port),
                "--bind", LOOPBACK, "--dir", directory.toString(), "--loglevel", "warning", "--daemonize", "no"));
        command.addAll(persistence.options);
        if (!password.isEmpty()) {
            command.addAll(List.of("--requirepass", password));
        }
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(directory.resolve("server.log").toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
        Await.until("Redis answers", START, this::answers);
        return this;
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Redis ended with %d. Maybe port %d was taken meanwhile?".formatted(
                    process.exitValue(), port));
        }
        try (Jedis jedis = admin()) {
            return "PONG".equals(jedis.ping());
        } catch (JedisException e) {
            return false;
        }
    }

    /** Ends the server at once, as {@code kill -9} does; what its disk holds stays. */
    void kill() {
        try {
            process.destroyForcibly();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Redis outlived its killing: " + process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Redis died", e);
        }
    }

    /** Holds the server: its sockets stay open, nothing is answered, what arrives waits in the kernel. */
    void hold() {
        signal("STOP");
    }

    /** Lets a held server go on, first of all with what arrived meanwhile. */
    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("cannot send SIG%s to %s".formatted(name, process));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending SIG" + name, e);
        }
    }

    /** Writes the snapshot that a later start begins with. */
    void snapshot() {
        try (Jedis jedis = admin()) {
            jedis.save();
        }
    }

    /** Deletes what the disk holds: the next start finds nothing. */
    void forget() {
        contents().filter(Files::isRegularFile).forEach(RedisProcess::delete);
    }

    /** Deletes all that the running server holds. */
    void flush() {
        try (Jedis jedis = admin()) {
            jedis.flushAll();
        }
    }

    /** Asks clients for a password from now on, after a restart as well; empty for none. */
    void require(String secret) {
        if (process != null && process.isAlive()) {
            try (Jedis jedis = admin()) {
                jedis.configSet("requirepass", secret);
            }
        }
        password = secret;
    }

    /** The keys the running server holds, by a glob pattern. */
    Set<String> keys(String pattern) {
        try (Jedis jedis = admin()) {
            return jedis.keys(pattern);
        }
    }

    private Jedis admin() {
        Jedis jedis = new Jedis(LOOPBACK, port, 5000);
        if (!password.isEmpty()) {
            jedis.auth(password);
        }
        return jedis;
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(killer);
        contents().sorted(Comparator.reverseOrder()).forEach(RedisProcess::delete);
    }

    private void end() {
        if (process != null) {
            // SIGKILL ends a held process too.
            kill();
        }
    }

    private Stream<Path> contents() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
