package org.hybridscheduler.observability.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogRingTest {

    private static LogEntry entry(String message) {
        return new LogEntry(Instant.EPOCH, Level.INFO, "logger", "thread", message, null, null, null, null);
    }

    private static List<String> messages(LogRing ring, int most) {
        return ring.latest(most, entry -> true).stream().map(LogEntry::message).toList();
    }

    @Test
    void latest_moreThanItHolds_areTheLatestWithTheNewestLast() {
        LogRing ring = new LogRing(3);
        assertThat(messages(ring, 10)).isEmpty();
        for (int i = 1; i <= 5; i++) {
            ring.add(entry("m" + i));
        }
        assertThat(messages(ring, 10)).containsExactly("m3", "m4", "m5");
        assertThat(messages(ring, 2)).containsExactly("m4", "m5");
    }

    @Test
    void latest_onlySomeMatch_areTheLatestOfThose() {
        LogRing ring = new LogRing(10);
        for (int i = 1; i <= 9; i++) {
            ring.add(entry(i % 3 == 0 ? "fizz" + i : "m" + i));
        }
        assertThat(ring.latest(2, entry -> entry.message().startsWith("fizz"))).extracting(LogEntry::message)
                .containsExactly("fizz6", "fizz9");
    }

    @Test
    void latest_whileManyAdd_areEachWritersInItsOrderAndNoneTwice() throws InterruptedException {
        LogRing ring = new LogRing(64);
        int writers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        CountDownLatch done = new CountDownLatch(writers);
        for (int writer = 0; writer < writers; writer++) {
            String name = "w" + writer + " ";
            threads.execute(() -> {
                for (int i = 100_000; i < 120_000; i++) {
                    ring.add(entry(name + i));
                }
                done.countDown();
            });
        }
        do {
            List<String> seen = messages(ring, 64);
            assertThat(seen).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(64);
            for (int writer = 0; writer < writers; writer++) {
                String name = "w" + writer + " ";
                assertThat(seen.stream().filter(message -> message.startsWith(name))).isSorted();
            }
        } while (!done.await(0, TimeUnit.SECONDS));
        threads.shutdown();
        assertThat(messages(ring, 64)).hasSize(64);
    }
}
