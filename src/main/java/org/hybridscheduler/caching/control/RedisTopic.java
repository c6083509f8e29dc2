package org.hybridscheduler.caching.control;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.StatusListener;
import org.redisson.client.codec.StringCodec;

/** Texts by Redis' publish and subscribe. Redisson subscribes again after a lost connection and tells of it. */
final class RedisTopic implements TextTopic {

    private final RedissonClient client;
    private final String name;
    private Subscription subscription;

    /**
     * Makes a topic that is not connected.
     *
     * @param client stays its maker's
     * @param name   the name of the channel in Redis
     */
    RedisTopic(RedissonClient client, String name) {
        this.client = client;
        this.name = name;
    }

    private record Subscription(RTopic topic, CompletableFuture<Integer> status, CompletableFuture<Integer> messages) {

        static Subscription begin(RTopic topic, Consumer<String> onText, Runnable onGap) {
            return new Subscription(topic,
                    topic.addListenerAsync(new Gaps(onGap)).toCompletableFuture(),
                    topic.addListenerAsync(String.class, (channel, text) -> onText.accept(text))
                            .toCompletableFuture());
        }

        boolean failed() {
            return status.isCompletedExceptionally() || messages.isCompletedExceptionally();
        }

        void end() {
            status.thenAccept(topic::removeListenerAsync);
            messages.thenAccept(topic::removeListenerAsync);
        }
    }

    /** Between two subscriptions nobody listened. */
    private record Gaps(Runnable onGap) implements StatusListener {

        @Override
        public void onSubscribe(String channel) {
            onGap.run();
        }

        @Override
        public void onUnsubscribe(String channel) {
            onGap.run();
        }
    }

    @Override
    public void connect(Consumer<String> onText, Runnable onGap) {
        if (subscription == null || subscription.failed()) {
            disconnect();
            subscription = Subscription.begin(client.getTopic(name, StringCodec.INSTANCE), onText, onGap);
        }
    }

    @Override
    public void disconnect() {
        if (subscription != null) {
            subscription.end();
            subscription = null;
        }
    }

    @Override
    public CompletionStage<?> publish(String text) {
        return subscription.topic().publishAsync(text);
    }
}
