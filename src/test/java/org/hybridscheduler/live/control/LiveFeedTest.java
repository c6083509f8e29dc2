package org.hybridscheduler.live.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hybridscheduler.live.control.FrameCounts.Loss;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.RunState;
import org.hybridscheduler.simulation.engine.RunStateChanged;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The feed without its scheduler: the test ticks. */
class LiveFeedTest {

    private static final int PATIENCE_SECONDS = 10;

    private final AtomicLong now = new AtomicLong();
    private final LiveFeed feed = new LiveFeed();
    private final RecordingClient client = new RecordingClient();

    @BeforeEach
    void configure() {
        feed.maxClients = 2;
        feed.sendTimeoutSeconds = PATIENCE_SECONDS;
        feed.nanoTime = now::get;
    }

    private static ComparisonSnapshot snapshot() {
        return Snapshots.of(Snapshots.FEATURES, new double[] {1, 2}, Snapshots.onCpu("hybrid_ml"));
    }

    private void tickAndTake() {
        feed.tick();
        client.take();
    }

    @Test
    void tick_newStates_sendsEachOnceWithItsSequence() {
        feed.join(client);
        feed.remember(snapshot());
        tickAndTake();
        tickAndTake();
        feed.remember(snapshot());
        feed.remember(snapshot());
        tickAndTake();

        assertThat(client.sent()).hasSize(2);
        assertThat(client.sent().get(0)).contains("\"sequence\":1,");
        assertThat(client.sent().get(1)).contains("\"sequence\":2,");
    }

    @Test
    void tick_beforeTheFirstTaskIsDone_sendsNothing() {
        feed.join(client);
        tickAndTake();
        feed.remember(Snapshots.empty());
        tickAndTake();

        assertThat(client.sent()).isEmpty();
    }

    @Test
    void join_whileARunGoesOn_getsThePresentStateThoughNothingChanges() {
        RecordingClient first = new RecordingClient();
        feed.join(first);
        feed.remember(snapshot());
        feed.tick();

        feed.join(client);
        tickAndTake();

        assertThat(client.sent()).isEqualTo(first.sent()).hasSize(1);
    }

    @Test
    void join_tooMany_isRefusedUntilOneLeaves() {
        RecordingClient gone = new RecordingClient();
        assertThat(feed.join(gone)).isTrue();
        assertThat(feed.join(new RecordingClient())).isTrue();
        assertThat(feed.join(client)).isFalse();
        assertThat(feed.clients()).isEqualTo(2);

        feed.leave(gone);

        assertThat(feed.join(client)).isTrue();
        assertThat(feed.clients()).isEqualTo(2);
    }

    @Test
    void tell_stateChange_isSentBeforeTheState() {
        feed.join(client);
        feed.remember(snapshot());
        feed.tell(new RunStateChanged(3, RunState.PAUSED, "Run 3 paused"));
        tickAndTake();
        tickAndTake();

        assertThat(client.sent()).hasSize(2);
        assertThat(client.sent().get(0)).contains("notification", "Run 3 paused");
        assertThat(client.sent().get(1)).contains("simulation_update");
    }

    @Test
    void tick_slowClient_getsTheNewestStateOnlyAndHoldsNobody() {
        RecordingClient slow = new RecordingClient();
        feed.join(slow);
        feed.join(client);
        for (int i = 0; i < 5; i++) {
            feed.remember(snapshot());
            tickAndTake();
        }
        assertThat(client.sent()).hasSize(5);
        assertThat(slow.sent()).hasSize(1);

        slow.take();
        feed.tick();

        assertThat(slow.sent()).hasSize(2);
        assertThat(slow.sent().get(1)).contains("\"sequence\":5,");
        assertThat(feed.frames().sent()).as("five, and the first of the slow one's two").isEqualTo(6);
        assertThat(feed.frames().lost(Loss.CONFLATED)).as("the states 2 to 4").isEqualTo(3);
    }

    @Test
    void tick_clientTakesNothingForTooLong_dropsAndForgetsIt() {
        feed.join(client);
        feed.remember(snapshot());
        feed.tick();
        now.addAndGet(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS) + 1);

        feed.tick();

        assertThat(client.drops()).hasSize(1);
        assertThat(feed.clients()).isZero();
        assertThat(feed.frames().lost(Loss.CLIENT_DROPPED)).isEqualTo(1);
    }

    /** Regression: one client's exception would have ended the feed for all, since a scheduler drops what throws. */
    @Test
    void tick_clientThrows_isLeftAndTheOthersAreTold() {
        Client broken = new Client() {
            @Override
            public void send(String text, Consumer<Boolean> done) {
                throw new IllegalStateException("closed");
            }

            @Override
            public void drop(String reason) {
                throw new IllegalStateException("closed");
            }
        };
        feed.join(broken);
        feed.join(client);
        feed.remember(snapshot());

        tickAndTake();

        assertThat(client.sent()).hasSize(1);
        assertThat(feed.clients()).isEqualTo(1);
    }
}
