package org.hybridscheduler.caching.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel;
import org.junit.jupiter.api.Test;

class JoinedChannelsTest {

    private static final InvalidationChannel.Message MESSAGE = new InvalidationChannel.Message("me", "cache", "key");

    private static final class Loop implements InvalidationChannel {

        private Consumer<Message> onMessage;
        private Runnable onDoubt;
        private boolean closed;

        @Override
        public void publish(Message message) {
            onMessage.accept(message);
        }

        @Override
        public void subscribe(Consumer<Message> consumer, Runnable doubt) {
            onMessage = consumer;
            onDoubt = doubt;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void channels_joined_allCarryAllDoubtAndClose() {
        Loop first = new Loop();
        Loop second = new Loop();
        List<Object> heard = new ArrayList<>();
        InvalidationChannel both = new JoinedChannels(List.of(first, second));

        both.subscribe(heard::add, () -> heard.add("doubt"));
        both.publish(MESSAGE);
        first.onDoubt.run();
        second.onDoubt.run();
        assertThat(heard).containsExactly(MESSAGE, MESSAGE, "doubt", "doubt");

        both.close();
        assertThat(first.closed && second.closed).isTrue();
    }
}
