package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.embedded.RedisServer;

/** Two nodes, each with its own Redisson client, and a real Redis that goes away and comes back. */
@Timeout(120)
class RedisTopicTest {

    private static final String NAME = "hybrid-scheduler:invalidations";
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(4);
    private int port;
    private RedisServer server;
    private RedissonClient client;
    private RedissonClient otherClient;

    /** What one node is told. */
    private record Heard(List<Message> messages, AtomicInteger doubts) {

        static Heard on(InvalidationChannel channel) {
            Heard heard = new Heard(new CopyOnWriteArrayList<>(), new AtomicInteger());
            channel.subscribe(heard.messages::add, heard.doubts::incrementAndGet);
            return heard;
        }

        /** Beats come back: from now on there is no doubt without a reason. */
        void awaitCalm() {
            AtomicInteger last = new AtomicInteger(-1);
            await(() -> {
                LockSupport.parkNanos(PERIOD.multipliedBy(4).toNanos());
                return last.getAndSet(doubts.get()) == doubts.get();
            });
        }
    }

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        startRedis();
        client = client();
        otherClient = client();
    }

    private void startRedis() throws IOException {
        server = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1").setting("save \"\"").build();
        server.start();
    }

    private RedissonClient client() {
        Config config = new Config().setLazyInitialization(true).setThreads(2).setNettyThreads(2);
        config.useSingleServer().setAddress("redis://127.0.0.1:" + port).setConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionMinimumIdleSize(0).setRetryAttempts(0).setTimeout(2000)
                .setPingConnectionInterval(1000).setReconnectionDelay(new ConstantDelay(Duration.ofMillis(100)));
        return Redisson.create(config);
    }

    @AfterEach
    void stop() throws IOException {
        executor.shutdownNow();
        client.shutdown();
        otherClient.shutdown();
        server.stop();
    }

    private InvalidationChannel channel(RedissonClient redisson) {
        return TopicChannel.start(new RedisTopic(redisson, NAME), executor, PERIOD);
    }

    @Test
    void publish_twoNodes_reachesBoth() {
        try (InvalidationChannel here = channel(client); InvalidationChannel there = channel(otherClient)) {
            Heard heardHere = Heard.on(here);
            Heard heardThere = Heard.on(there);
            heardThere.awaitCalm();
            Message message = new Message("here", "training_data", "training_data_latest_10");
            Message all = new Message("here", "training_data", null);
            here.publish(message);
            here.publish(all);
            await(() -> heardThere.messages.size() >= 2 && heardHere.messages.size() >= 2);
            assertThat(heardThere.messages).containsExactly(message, all);
            assertThat(heardHere.messages).as("its own too").containsExactly(message, all);
        }
    }

    @Test
    void redis_stoppedAndStarted_isDoubtAndMessagesFlowAgain() throws IOException {
        try (InvalidationChannel here = channel(client); InvalidationChannel there = channel(otherClient)) {
            Heard heardThere = Heard.on(there);
            heardThere.awaitCalm();
            int before = heardThere.doubts.get();
            server.stop();
            await(() -> heardThere.doubts.get() > before);
            // Whether it is heard or lost: what follows it is doubt.
            here.publish(new Message("here", "cache", "during"));
            int away = heardThere.doubts.get();
            startRedis();
            heardThere.awaitCalm();
            assertThat(heardThere.doubts.get()).isGreaterThan(away);
            here.publish(new Message("here", "cache", "after"));
            await(() -> heardThere.messages.contains(new Message("here", "cache", "after")));
        }
    }

    /** Without beats: what Redisson itself tells. */
    @Test
    void subscription_cutByRedis_isAGapAndIsMadeAgain() {
        RedisTopic topic = new RedisTopic(client, NAME);
        List<String> texts = new CopyOnWriteArrayList<>();
        AtomicInteger gaps = new AtomicInteger();
        topic.connect(texts::add, gaps::incrementAndGet);
        await(() -> {
            topic.publish("before").toCompletableFuture().join();
            return texts.contains("before");
        });
        int before = gaps.get();
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            jedis.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");
        }
        await(() -> gaps.get() > before);
        await(() -> {
            topic.publish("after").toCompletableFuture().join();
            return texts.contains("after");
        });
        topic.disconnect();
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            await(() -> jedis.pubsubNumSub(NAME).get(NAME).equals("0"));
        }
    }

    @Test
    void text_ofSomebodyElse_isDoubt() {
        try (InvalidationChannel here = channel(client); Jedis jedis = new Jedis("127.0.0.1", port)) {
            Heard heard = Heard.on(here);
            heard.awaitCalm();
            int before = heard.doubts.get();
            jedis.publish(NAME, "{\"key\":1}");
            jedis.publish(NAME, "changed cli cache key");
            await(() -> heard.messages.contains(new Message("cli", "cache", "key")));
            assertThat(heard.doubts.get()).isGreaterThan(before);
        }
    }

    /** Polls until something holds; the deadline only keeps a broken build from hanging. */
    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited a minute").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
