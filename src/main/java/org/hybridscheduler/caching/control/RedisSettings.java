package org.hybridscheduler.caching.control;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** How Redis is reached. */
public sealed interface RedisSettings permits RedisServer, RedisSettings.File {

    /** Where it is, without secrets. */
    String address();

    /** Redisson's own configuration, for sentinels, clusters and certificates. */
    record File(Path path) implements RedisSettings {

        @Override
        public String address() {
            return "the servers of " + path;
        }
    }

    /**
     * Reads the settings: {@code redis.config}, else {@code redis.url}; empty where neither is set.
     *
     * @throws IllegalArgumentException where one cannot be used
     */
    static Optional<RedisSettings> of(Config config) {
        Optional<String> url = config.getOptionalValue("redis.url", String.class).filter(text -> !text.isBlank());
        Optional<Path> file = CacheSettings.file(config, "redis.config");
        if (url.isPresent() && file.isPresent()) {
            System.getLogger(RedisSettings.class.getName()).log(Level.WARNING,
                    "redis.config and redis.url are both set: redis.config counts, redis.url does not");
        }
        return file.<RedisSettings>map(File::new).or(() -> url.map(text -> RedisServer.of(text.strip(), config)));
    }
}
