package org.hybridscheduler.caching.control;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Texts among the members of a Hazelcast cluster. A change of membership is a gap: texts may have been on the way. */
final class HazelcastTopic implements TextTopic {

    private final HazelcastInstance member;
    private final String name;
    private Subscription subscription;

    /**
     * Makes a topic that is not connected.
     *
     * @param member this node's, which stays its maker's
     * @param name   the name of the topic in the cluster
     */
    HazelcastTopic(HazelcastInstance member, String name) {
        this.member = member;
        this.name = name;
    }

    private record Subscription(HazelcastInstance member, ITopic<String> topic, UUID messages, UUID memberships,
                                UUID lifecycle) {

        static Subscription begin(HazelcastInstance member, String name, Consumer<String> onText, Runnable onGap) {
            ITopic<String> topic = member.getTopic(name);
            return new Subscription(member, topic,
                    topic.addMessageListener(message -> onText.accept(message.getMessageObject())),
                    member.getCluster().addMembershipListener(new Gaps(onGap)),
                    member.getLifecycleService().addLifecycleListener(event -> onGap.run()));
        }

        void end() {
            if (member.getLifecycleService().isRunning()) {
                topic.removeMessageListener(messages);
                member.getCluster().removeMembershipListener(memberships);
                member.getLifecycleService().removeLifecycleListener(lifecycle);
            }
        }
    }

    private record Gaps(Runnable onGap) implements MembershipListener {

        @Override
        public void memberAdded(MembershipEvent event) {
            onGap.run();
        }

        @Override
        public void memberRemoved(MembershipEvent event) {
            onGap.run();
        }
    }

    @Override
    public void connect(Consumer<String> onText, Runnable onGap) {
        if (subscription == null) {
            subscription = Subscription.begin(member, name, onText, onGap);
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
