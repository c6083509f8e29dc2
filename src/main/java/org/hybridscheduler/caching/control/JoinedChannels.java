package org.hybridscheduler.caching.control;

import java.util.List;
import java.util.function.Consumer;
import org.hybridscheduler.caching.failover.spi.InvalidationChannel;

/**
 * Several channels as one, each carrying every message: nodes hear of a change while one of them works. A message may
 * arrive by each; doubt of one is doubt, since who missed a message there may not be reached by the others.
 *
 * @param channels closed with this one
 */
record JoinedChannels(List<InvalidationChannel> channels) implements InvalidationChannel {

    JoinedChannels {
        channels = List.copyOf(channels);
    }

    @Override
    public void publish(Message message) {
        channels.forEach(channel -> channel.publish(message));
    }

    @Override
    public void subscribe(Consumer<Message> onMessage, Runnable onDoubt) {
        channels.forEach(channel -> channel.subscribe(onMessage, onDoubt));
    }

    @Override
    public void close() {
        channels.forEach(InvalidationChannel::close);
    }
}
