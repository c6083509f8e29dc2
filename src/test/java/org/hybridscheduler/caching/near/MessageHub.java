package org.hybridscheduler.caching.near;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel;

/** Carries messages among nodes at once, on the sender's thread; cut, it loses them. */
final class MessageHub {

    private final List<Consumer<InvalidationChannel.Message>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> doubts = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    InvalidationChannel channel() {
        return new InvalidationChannel() {
            @Override
            public void publish(Message message) {
                if (!cut) {
                    listeners.forEach(listener -> listener.accept(message));
                }
            }

            @Override
            public void subscribe(Consumer<Message> onMessage, Runnable onDoubt) {
                listeners.add(onMessage);
                doubts.add(onDoubt);
            }

            @Override
            public void close() {
                // The hub goes with the test.
            }
        };
    }

    void cut() {
        cut = true;
    }

    /** Messages flow again; those that were lost are not made up for. */
    void mend() {
        cut = false;
        doubts.forEach(Runnable::run);
    }
}
