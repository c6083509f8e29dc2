package org.hybridscheduler.caching.failover.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.hybridscheduler.caching.failover.faults.RedisProcess.Persistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** The faults are what they claim to be. */
class HarnessTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource(Persistence.class)
    void killedServer_startedAgain_holdsWhatItsPersistenceKept(Persistence persistence) {
        try (RedisProcess redis = new RedisProcess(persistence).start()) {
            try (Jedis jedis = client(redis.port())) {
                jedis.set("before", "1");
                if (persistence == Persistence.SNAPSHOT) {
                    redis.snapshot();
                }
                jedis.set("after", "1");
            }
            redis.kill();
            assertThatThrownBy(() -> redis.keys("*")).isInstanceOf(JedisConnectionException.class);
            redis.start();
            assertThat(redis.keys("*")).containsExactlyInAnyOrder(switch (persistence) {
                case NONE -> new String[0];
                case SNAPSHOT -> new String[] {"before"};
                case LOG -> new String[] {"before", "after"};
            });
            redis.kill();
            redis.forget();
            redis.start();
            assertThat(redis.keys("*")).isEmpty();
        }
    }

    @Test
    void heldServer_goesOn_withTheCommandsItsClientGaveUpOn() {
        try (RedisProcess redis = new RedisProcess(Persistence.NONE).start();
                Jedis jedis = new Jedis("127.0.0.1", redis.port(), 100)) {
            assertThat(jedis.ping()).isEqualTo("PONG");
            redis.hold();
            assertThatThrownBy(() -> jedis.set("late", "1")).isInstanceOf(JedisConnectionException.class)
                    .hasRootCauseMessage("Read timed out");
            redis.goOn();
            Await.until("the late command ran", LIMIT, () -> redis.keys("*").contains("late"));
        }
    }

    @Test
    void requiredPassword_turnsNewClientsAwayUntilLifted() {
        try (RedisProcess redis = new RedisProcess(Persistence.NONE)) {
            redis.require("secret");
            redis.start();
            try (Jedis jedis = client(redis.port())) {
                assertThatThrownBy(jedis::ping).isInstanceOf(JedisDataException.class).hasMessageContaining("NOAUTH");
            }
            redis.require("");
            try (Jedis jedis = client(redis.port())) {
                assertThat(jedis.ping()).isEqualTo("PONG");
            }
        }
    }

    @Test
    void proxy_delaysCutsSwallowsAndRefuses() {
        try (RedisProcess redis = new RedisProcess(Persistence.NONE).start();
                Proxy proxy = new Proxy(redis.port(), "mentioned")) {
            Jedis jedis = client(proxy.port());
            assertThat(jedis.set("mentioned", "mentioned")).isEqualTo("OK");
            assertThat(proxy.mentions()).isEqualTo(2);
            assertThat(proxy.connections()).isEqualTo(1);
            proxy.delay(Duration.ofMillis(30));
            long start = System.nanoTime();
            jedis.ping();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
            proxy.delay(Duration.ZERO);
            proxy.cut();
            assertThatThrownBy(jedis::ping).isInstanceOf(JedisConnectionException.class);
            proxy.swallow(true);
            try (Jedis silent = new Jedis("127.0.0.1", proxy.port(), 100)) {
                assertThatThrownBy(silent::ping).hasRootCauseMessage("Read timed out");
            }
            proxy.swallow(false);
            proxy.refuse();
            assertThatThrownBy(() -> client(proxy.port())).hasRootCauseMessage("Connection refused");
            proxy.admit();
            assertThat(client(proxy.port()).get("mentioned")).isEqualTo("mentioned");
        }
    }

    private static Jedis client(int port) {
        return new Jedis("127.0.0.1", port, 5000);
    }
}
