package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The channel over a topic made for it, without threads: tasks run when a test says so. */
class TopicChannelTest {

    private static final Message MESSAGE = new Message("me", "cache", "key");

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final FakeTopic topic = new FakeTopic();
    private final TopicChannel channel = new TopicChannel(topic, tasks::add);
    private final List<Message> messages = new ArrayList<>();
    private int doubts;

    private static final class FakeTopic implements TextTopic {

        private final List<String> sent = new ArrayList<>();
        private boolean there = true;
        private boolean failing;
        private boolean returning = true;
        private CompletableFuture<Void> outcome;
        private Consumer<String> onText;
        private Runnable onGap;
        private int connections;
        private int disconnections;

        @Override
        public void connect(Consumer<String> text, Runnable gap) {
            if (!there) {
                throw new IllegalStateException("not there yet");
            }
            if (onText == null) {
                connections++;
            }
            onText = text;
            onGap = gap;
        }

        @Override
        public void disconnect() {
            onText = null;
            disconnections++;
        }

        @Override
        public CompletionStage<?> publish(String text) {
            if (failing) {
                return CompletableFuture.failedFuture(new IllegalStateException("no connection"));
            }
            sent.add(text);
            if (returning && onText != null) {
                onText.accept(text);
            }
            return outcome == null ? CompletableFuture.completedFuture(null) : outcome;
        }

        private List<String> changes() {
            return sent.stream().flatMap(String::lines).filter(line -> line.startsWith("changed")).toList();
        }
    }

    @BeforeEach
    void begin() {
        channel.subscribe(messages::add, () -> doubts++);
        beat();
        beat();
        doubts = 0;
    }

    private void beat() {
        channel.beat();
        run();
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void publish_connected_sendsSoonAndIsHeard() {
        channel.publish(MESSAGE);
        assertThat(topic.changes()).as("not on the caller's thread").isEmpty();
        run();
        assertThat(topic.changes()).containsExactly("changed me cache key");
        assertThat(messages).containsExactly(MESSAGE);
    }

    @Test
    void publish_whileASendIsUnderWay_gathersAndSendsNext() {
        topic.outcome = new CompletableFuture<>();
        channel.publish(MESSAGE);
        run();
        int before = topic.sent.size();
        for (int i = 0; i < 3; i++) {
            channel.publish(new Message("me", "cache", "k" + i));
        }
        run();
        assertThat(topic.sent).as("one at a time").hasSize(before);
        topic.outcome.complete(null);
        run();
        assertThat(topic.sent).hasSize(before + 1);
        assertThat(topic.changes()).hasSize(4);
    }

    @Test
    void publish_topicFails_neitherThrowsNorForgetsAndDoubts() {
        topic.failing = true;
        assertThatCode(() -> channel.publish(MESSAGE)).doesNotThrowAnyException();
        run();
        assertThat(doubts).isPositive();

        channel.publish(new Message("me", "cache", "other"));
        assertThat(tasks).as("after a failure the next beat tries, not each caller").isEmpty();
        topic.failing = false;
        beat();
        assertThat(topic.changes()).containsExactly("changed me cache key", "changed me cache other");
    }

    @Test
    void publish_topicNotThereYet_isSentWhenItIs() {
        TopicChannel early = new TopicChannel(topic, tasks::add);
        topic.there = false;
        early.publish(MESSAGE);
        early.beat();
        run();
        assertThat(topic.changes()).isEmpty();
        topic.there = true;
        early.beat();
        run();
        assertThat(topic.changes()).containsExactly("changed me cache key");
    }

    @Test
    void publish_moreThanCanWait_tellsOthersThatAnythingMayHaveChanged() {
        topic.failing = true;
        for (int i = 0; i < 1_001; i++) {
            channel.publish(new Message("me", "cache", "k" + i));
        }
        run();
        topic.failing = false;
        doubts = 0;
        beat();
        assertThat(topic.changes()).isEmpty();
        assertThat(topic.sent.get(topic.sent.size() - 1)).startsWith("lost ");
        assertThat(doubts).as("heard here as by others").isPositive();
    }

    @Test
    void publish_executorClosed_doesNotThrow() {
        TopicChannel late = new TopicChannel(topic, task -> {
            throw new RejectedExecutionException("closed");
        });
        assertThatCode(() -> {
            late.beat();
            late.publish(MESSAGE);
        }).doesNotThrowAnyException();
    }

    @Test
    void beat_lastOneCameBack_isNoDoubt() {
        for (int i = 0; i < 20; i++) {
            beat();
        }
        assertThat(doubts).isZero();
        assertThat(topic.connections).isEqualTo(1);
    }

    @Test
    void beat_lastOneDidNotComeBack_doubtsAtEachAndOnceMoreAtItsReturn() {
        topic.returning = false;
        beat();
        assertThat(doubts).isZero();
        beat();
        beat();
        assertThat(doubts).isEqualTo(2);
        topic.returning = true;
        beat();
        assertThat(doubts).as("one at the beat, one as it comes back").isEqualTo(4);
        beat();
        assertThat(doubts).isEqualTo(4);
    }

    @Test
    void beat_sentButNeverHeard_subscribesAgain() {
        topic.returning = false;
        for (int i = 0; i < 12; i++) {
            beat();
        }
        assertThat(topic.connections).isEqualTo(2);
    }

    @Test
    void gap_knownToTheProduct_isDoubtAtOnce() {
        topic.onGap.run();
        assertThat(doubts).isEqualTo(1);
    }

    @Test
    void text_malformed_isIgnoredAndDoubt() {
        topic.onText.accept("what?\nchanged me cache key");
        assertThat(messages).containsExactly(MESSAGE);
        assertThat(doubts).isEqualTo(1);
    }

    @Test
    void subscriber_failing_keepsNothingFromOthers() {
        TopicChannel shared = new TopicChannel(topic, tasks::add);
        topic.onText = null;
        shared.subscribe(message -> {
            throw new IllegalStateException("subscriber");
        }, () -> {
            throw new IllegalStateException("subscriber");
        });
        shared.subscribe(messages::add, () -> doubts++);
        shared.beat();
        run();
        shared.publish(MESSAGE);
        run();
        assertThat(messages).containsExactly(MESSAGE);
        assertThat(doubts).isPositive();
    }

    @Test
    void close_connected_endsTheSubscriptionAndSendsNoMore() {
        channel.close();
        assertThat(topic.disconnections).isEqualTo(1);
        int before = topic.sent.size();
        channel.publish(MESSAGE);
        beat();
        assertThat(topic.sent).hasSize(before);
    }

    @Test
    void close_whileASendIsUnderWay_endsTheSubscriptionAfterIt() {
        topic.outcome = new CompletableFuture<>();
        channel.publish(MESSAGE);
        run();
        channel.close();
        assertThat(topic.disconnections).isZero();
        topic.outcome.complete(null);
        run();
        assertThat(topic.disconnections).isEqualTo(1);
    }
}
