package org.hybridscheduler.caching.control;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Texts among the members of a Hazelcast cluster. A change of membership is a gap: texts may have been on the way. */
final class HazelcastTopic implements TextTopic {

    private final Supplier<HazelcastInstance> members;
    private final String name;
    private Subscription subscription;

    /**
     * Makes a topic that is not connected.
     *
     * @param members gives this node's member, which stays its maker's; null while there is none
     * @param name    the name of the topic in the cluster
     */
    HazelcastTopic(Supplier<HazelcastInstance> members, String name) {
        this.members = members;
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
        HazelcastInstance member = members.get();
        if (member == null) {
            throw new IllegalStateException("There is no Hazelcast member yet");
        }
        if (subscription == null || subscription.member() != member) {
            disconnect();
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
