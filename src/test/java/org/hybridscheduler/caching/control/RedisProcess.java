package org.hybridscheduler.caching.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis on a loopback port, which keeps nothing on disk. */
final class RedisProcess implements AutoCloseable {

    private final RedisServer server;
    private final int port;

    private RedisProcess(int port, RedisServerBuilder builder) {
        this.port = port;
        try {
            server = builder.build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one with further lines of configuration. */
    static RedisProcess start(String... lines) {
        return at(freePort(), lines);
    }

    static RedisProcess at(int port, String... lines) {
        RedisServerBuilder builder = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1")
                .setting("save \"\"");
        for (String line : lines) {
            builder.setting(line);
        }
        return new RedisProcess(port, builder);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
