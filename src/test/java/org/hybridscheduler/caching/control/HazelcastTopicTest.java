package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two members over loopback; one story, since each start takes seconds. */
@Timeout(180)
class HazelcastTopicTest {

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(4);

    @Test
    void members_joiningPublishingAndLeaving_areHeardOrCauseDoubt() throws IOException {
        int port = freePort();
        int otherPort = freePort();
        HazelcastInstance member = member(port, otherPort);
        HazelcastInstance other = null;
        // No beats within the test: the doubt it looks for is what Hazelcast tells.
        try (InvalidationChannel here = channel(member, Duration.ofHours(1))) {
            List<Message> heard = new CopyOnWriteArrayList<>();
            AtomicInteger doubts = new AtomicInteger();
            here.subscribe(heard::add, doubts::incrementAndGet);
            await(() -> {
                here.publish(new Message("here", "cache", null));
                return !heard.isEmpty();
            });
            int alone = doubts.get();

            other = member(otherPort, port);
            await(() -> doubts.get() > alone);
            HazelcastInstance joined = other;
            assertThat(joined.getCluster().getMembers()).hasSize(2);
            Message message = new Message("there", "cache", "key");
            try (InvalidationChannel there = channel(other, Duration.ofMillis(100))) {
                there.publish(message);
                await(() -> heard.contains(message));
            }
            int together = doubts.get();
            other.shutdown();
            await(() -> doubts.get() > together);
        } finally {
            executor.shutdownNow();
            member.shutdown();
            if (other != null) {
                other.shutdown();
            }
        }
    }

    private InvalidationChannel channel(HazelcastInstance member, Duration period) {
        return TopicChannel.start(new HazelcastTopic(member, "hybrid-scheduler:invalidations"), executor, period);
    }

    private static HazelcastInstance member(int port, int otherPort) {
        Config config = new Config().setClusterName("invalidations-" + Math.min(port, otherPort))
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.partition.count", "13")
                .setProperty("hazelcast.logging.type", "jdk");
        config.getMetricsConfig().setEnabled(false);
        config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + port).addMember("127.0.0.1:" + otherPort);
        return Hazelcast.newHazelcastInstance(config);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
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
