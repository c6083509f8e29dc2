package org.hybridscheduler.caching.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel;

/**
 * An invalidation channel over a topic that may fail, hang, lose its subscription, or not be there for long.
 * <ul>
 * <li>One send is under way at a time, with all that has gathered meanwhile. What could not be sent stays and is sent
 * again; what is too much is summed up as "anything may have changed". So others hear of each change, if late.
 * <li>Every send carries a beat that must come back to this node before the next one. While none does, and when one
 * does again, there is doubt: what an undetected gap lets into a near tier stays for one period at most.
 * <li>What the product knows of gaps is doubt at once, as is a failed send, and a text that nobody understands.
 * </ul>
 */
final class TopicChannel implements InvalidationChannel {

    /** How often a beat is sent. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(TopicChannel.class.getName());
    private static final int CAPACITY = 1000;
    private static final int BATCH = 100;
    private static final int SEND_TIMEOUT_SECONDS = 10;

    private final TextTopic topic;
    private final Executor executor;
    private final String id = UUID.randomUUID().toString();
    private final Outbox outbox = new Outbox(CAPACITY, InvalidationText.lost(id));
    private final Heartbeat heartbeat = new Heartbeat();
    private final Listening listening = new Listening();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean sending = new AtomicBoolean();
    private final AtomicBoolean complained = new AtomicBoolean();
    private volatile boolean failing = true;
    private volatile boolean deaf;
    private volatile boolean closed;
    private volatile Future<?> beats;

    private record Subscriber(Consumer<Message> onMessage, Runnable onDoubt) {
    }

    /** For tests: {@link #beat} is not called by itself. */
    TopicChannel(TextTopic topic, Executor executor) {
        this.topic = topic;
        this.executor = executor;
    }

    /**
     * Makes a channel that connects in the background.
     *
     * @param executor not closed by the channel; two threads, so that a topic that hangs does not hold up the doubt
     * @param period   how often a beat is sent: {@link #PERIOD}, if there is no reason for another
     */
    static TopicChannel start(TextTopic topic, ScheduledExecutorService executor, Duration period) {
        TopicChannel channel = new TopicChannel(topic, executor);
        channel.beats = executor.scheduleWithFixedDelay(channel::beat, 0, period.toMillis(), TimeUnit.MILLISECONDS);
        return channel;
    }

    @Override
    public void publish(Message message) {
        outbox.add(InvalidationText.changed(message));
        // After a failure only the beat tries again: not each caller of a busy cache.
        if (!failing) {
            sendSoon();
        }
    }

    @Override
    public void subscribe(Consumer<Message> onMessage, Runnable onDoubt) {
        subscribers.add(new Subscriber(onMessage, onDoubt));
    }

    /** One period is over. */
    void beat() {
        if (!heartbeat.next()) {
            doubt();
        }
        sendSoon();
    }

    private void sendSoon() {
        if (closed || sending.get()) {
            return;
        }
        try {
            executor.execute(this::send);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "Nothing more is sent to other nodes, the executor is closing", e);
        }
    }

    private void send() {
        if (!sending.compareAndSet(false, true)) {
            return;
        }
        List<String> batch = outbox.take(BATCH);
        try {
            if (deaf) {
                deaf = false;
                topic.disconnect();
            }
            topic.connect(this::heard, this::doubt);
            List<String> text = new ArrayList<>(batch);
            text.add(InvalidationText.beat(id, heartbeat.current()));
            topic.publish(String.join("\n", text)).toCompletableFuture().copy()
                    .orTimeout(SEND_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((done, failure) -> ended(batch, failure));
        } catch (RuntimeException e) {
            ended(batch, e);
        }
    }

    private void ended(List<String> batch, Throwable failure) {
        if (failure == null) {
            deaf = heartbeat.sentUnheard();
        } else {
            outbox.giveBack(batch);
            LOG.log(Level.DEBUG, "Changes are not yet known to other nodes", failure);
            doubt();
        }
        failing = failure != null;
        sending.set(false);
        if (closed) {
            disconnect();
        } else if (!failing && !outbox.isEmpty()) {
            sendSoon();
        }
    }

    /** Stops; what has not been sent by now is not sent, and other nodes have it until its deadline. */
    @Override
    public void close() {
        closed = true;
        if (beats != null) {
            beats.cancel(false);
        }
        disconnect();
    }

    /** Lets go of the topic, unless a send is under way: that one does it when it ends. Nothing is sent afterwards. */
    private void disconnect() {
        if (sending.compareAndSet(false, true)) {
            try {
                topic.disconnect();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "The subscription was not ended. Maybe its client was closed before?", e);
            }
        }
    }

    private void heard(String text) {
        text.lines().forEach(line -> {
            try {
                InvalidationText.read(line, listening);
            } catch (IllegalArgumentException e) {
                if (!complained.getAndSet(true)) {
                    LOG.log(Level.WARNING, "Not understood, as are maybe others to come: a message of another node",
                            LogSafe.of(e));
                }
                doubt();
            }
        });
    }

    private void doubt() {
        tell(subscriber -> subscriber.onDoubt().run());
    }

    /** One subscriber's error must neither keep the news from others nor end the beats. */
    private void tell(Consumer<Subscriber> news) {
        for (Subscriber subscriber : subscribers) {
            try {
                news.accept(subscriber);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A subscriber failed at what another node told it", LogSafe.of(e));
            }
        }
    }

    private final class Listening implements InvalidationText.Reader {

        @Override
        public void changed(Message message) {
            tell(subscriber -> subscriber.onMessage().accept(message));
        }

        @Override
        public void lost() {
            doubt();
        }

        @Override
        public void beat(String sender, long number) {
            if (sender.equals(id) && heartbeat.heard(number)) {
                doubt();
            }
        }
    }
}
