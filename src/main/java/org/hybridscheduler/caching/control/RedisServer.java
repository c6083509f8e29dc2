package org.hybridscheduler.caching.control;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * One Redis server.
 *
 * @param address        {@code redis://host:port} or, with TLS, {@code rediss://host:port}; holds no secret
 * @param database       the number of the database
 * @param timeout        when a command is given up for good; its caller goes on long before
 * @param connectTimeout the longest a connection may take
 * @param poolSize       the most connections
 */
public record RedisServer(String address, Optional<String> username, Optional<String> password, int database,
                            Duration timeout, Duration connectTimeout, int poolSize)
        implements RedisSettings {

    private static final int DEFAULT_PORT = 6379;

    /**
     * Reads {@code redis[s]://[[user]:password@]host[:port][/database]} and the time-outs.
     *
     * @throws IllegalArgumentException where the URL is no such URL; the message leaves it out, it holds a password
     */
    static RedisServer of(String url, Config config) {
        URI uri = parse(url);
        String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? "" : userInfo.substring(0, colon);
        String password = userInfo.substring(colon + 1);
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new RedisServer("%s://%s:%d".formatted(uri.getScheme(), uri.getHost(), port), decoded(user),
                decoded(password), database(uri),
                Duration.ofMillis(CacheSettings.number(config, "cache.redis.timeout_ms", 1000, 10, 10_000)),
                Duration.ofMillis(CacheSettings.number(config, "cache.redis.connect_timeout_ms", 500, 10, 30_000)),
                CacheSettings.number(config, "cache.redis.pool_size", 32, 1, 1024));
    }

    private static URI parse(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            // Not kept as the cause: its message repeats the URL.
            throw wrong("it is no URL; maybe its password needs percent-encoding");
        }
        if (!"redis".equals(uri.getScheme()) && !"rediss".equals(uri.getScheme())) {
            throw wrong("its scheme is %s; maybe redis:// or rediss:// was meant".formatted(uri.getScheme()));
        }
        if (uri.getHost() == null) {
            throw wrong("it names no host; maybe its password needs percent-encoding");
        }
        return uri;
    }

    private static int database(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        if (path.isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseUnsignedInt(path);
        } catch (NumberFormatException e) {
            throw wrong("its path %s is no number; maybe /0 was meant".formatted(uri.getPath()));
        }
    }

    private static Optional<String> decoded(String text) {
        return text.isEmpty() ? Optional.empty()
                : Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("redis.url cannot be used: " + why);
    }

    /** The record without its secrets. */
    @Override
    public String toString() {
        return "RedisServer[%s/%d]".formatted(address, database);
    }
}
