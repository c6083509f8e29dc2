package org.hybridscheduler.live.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hybridscheduler.live.control.FrameCounts.Loss;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final long PATIENCE = 100;

    private final RecordingClient client = new RecordingClient();
    private final FrameCounts counts = new FrameCounts();
    private final Mailbox mailbox = new Mailbox(client, PATIENCE, counts);

    @Test
    void deliver_nothingPosted_sendsNothing() {
        mailbox.deliver(0);

        assertThat(client.sent()).isEmpty();
    }

    @Test
    void deliver_severalStates_sendsTheNewestOnce() {
        mailbox.post("1");
        assertThat(counts.lost(Loss.CONFLATED)).isZero();
        mailbox.post("2");
        mailbox.post("3");

        mailbox.deliver(0);
        client.take();
        mailbox.deliver(1);

        assertThat(client.sent()).containsExactly("3");
        assertThat(counts.lost(Loss.CONFLATED)).isEqualTo(2);
    }

    @Test
    void deliver_oneUnderWay_waitsForItAndThenSendsTheNewest() {
        mailbox.post("1");
        mailbox.deliver(0);
        mailbox.post("2");
        mailbox.deliver(1);
        mailbox.post("3");
        mailbox.deliver(2);
        assertThat(client.sent()).containsExactly("1");

        client.take();
        mailbox.deliver(3);

        assertThat(client.sent()).containsExactly("1", "3");
    }

    @Test
    void deliver_notificationsAndState_sendsNotificationsFirstInTheirOrder() {
        mailbox.post("state");
        mailbox.notify("begins");
        mailbox.notify("pauses");

        for (int i = 0; i < 4; i++) {
            mailbox.deliver(i);
            client.take();
        }

        assertThat(client.sent()).containsExactly("begins", "pauses", "state");
    }

    @Test
    void notify_tooMany_forgetsTheOldest() {
        IntStream.range(0, 20).forEach(i -> mailbox.notify("n" + i));

        for (int i = 0; i < 30; i++) {
            mailbox.deliver(i);
            client.take();
        }

        assertThat(client.sent()).isEqualTo(IntStream.range(4, 20).mapToObj(i -> "n" + i).toList());
        assertThat(counts.lost(Loss.PUSHED_OUT)).isEqualTo(4);
        assertThat(counts.sent()).isEqualTo(16);
    }

    @Test
    void deliver_underWayForTooLong_dropsTheClientOnce() {
        mailbox.post("1");
        mailbox.deliver(1_000);
        mailbox.deliver(1_000 + PATIENCE);
        assertThat(mailbox.isDropped()).isFalse();
        assertThat(client.drops()).isEmpty();

        mailbox.deliver(1_001 + PATIENCE);
        mailbox.deliver(1_002 + PATIENCE);

        assertThat(mailbox.isDropped()).isTrue();
        assertThat(client.drops()).hasSize(1);
    }

    @Test
    void deliver_afterTheDrop_sendsNothingMore() {
        mailbox.post("1");
        mailbox.deliver(0);
        mailbox.deliver(PATIENCE + 1);
        client.take();
        mailbox.post("2");
        mailbox.notify("n");

        mailbox.deliver(PATIENCE + 2);

        assertThat(client.sent()).containsExactly("1");
        assertThat(client.drops()).hasSize(1);
    }

    @Test
    void deliver_quickClient_isNeverDroppedHoweverLongItIsQuiet() {
        for (long now = 0; now < 100 * PATIENCE; now += 10 * PATIENCE) {
            mailbox.post("at " + now);
            mailbox.deliver(now);
            client.take();
        }

        assertThat(mailbox.isDropped()).isFalse();
        assertThat(client.sent()).hasSize(10);
    }

    @Test
    void sent_message_isCountedWhenItIsOutAndNotBefore() {
        mailbox.post("1");
        mailbox.deliver(0);
        assertThat(counts.sent()).isZero();
        client.take();
        assertThat(counts.sent()).isEqualTo(1);

        mailbox.post("2");
        mailbox.deliver(1);
        client.lose();
        assertThat(counts.sent()).as("one that failed").isEqualTo(1);
    }

    @Test
    void deliver_slowClientIsDropped_countsWhatWasUnderWayAndWhatWaited() {
        mailbox.post("1");
        mailbox.deliver(0);
        mailbox.post("2");
        mailbox.notify("begins");
        mailbox.notify("pauses");

        mailbox.deliver(PATIENCE + 1);
        client.take();
        mailbox.post("3");
        mailbox.notify("ends");

        assertThat(counts.lost(Loss.CLIENT_DROPPED)).isEqualTo(4);
        assertThat(counts.sent()).as("that it went out after all changes nothing").isZero();
        assertThat(counts.lost(Loss.CONFLATED)).isZero();
    }

    /** Whatever happens in whatever order, no message is counted twice or forgotten. */
    @Property(tries = 300)
    void counts_anyOrderOfEvents_addUpToWhatWasPosted(@ForAll @Size(max = 200) List<@IntRange(max = 5) Integer> events) {
        FrameCounts tested = new FrameCounts();
        RecordingClient any = new RecordingClient();
        Mailbox box = new Mailbox(any, 5, tested);
        long posted = 0;
        for (int now = 0; now < events.size(); now++) {
            switch (events.get(now)) {
                case 0 -> box.post("state");
                case 1, 2 -> box.notify("notification");
                case 3 -> box.deliver(now);
                default -> any.take();
            }
            if (events.get(now) < 3 && !box.isDropped()) {
                posted++;
            }
        }
        for (int i = 0; i < 20 && !box.isDropped(); i++) {
            any.take();
            box.deliver(events.size());
        }
        any.take();
        assertThat(tested.sent() + tested.lost(Loss.CONFLATED) + tested.lost(Loss.PUSHED_OUT)
                + tested.lost(Loss.CLIENT_DROPPED)).isEqualTo(posted);
    }

    /** Whatever happens in whatever order: one message under way at most, and states only ever get newer. */
    @Property(tries = 300)
    void deliver_anyOrderOfEvents_sendsOneAtATimeAndNeverAnOlderState(
            @ForAll @Size(max = 80) List<@IntRange(max = 2) Integer> events) {
        RecordingClient any = new RecordingClient();
        Mailbox tested = new Mailbox(any, Long.MAX_VALUE, new FrameCounts());
        List<String> posted = new ArrayList<>();
        for (int event : events) {
            switch (event) {
                case 0 -> {
                    posted.add(String.valueOf(posted.size()));
                    tested.post(posted.get(posted.size() - 1));
                }
                case 1 -> tested.deliver(0);
                default -> any.take();
            }
            assertThat(any.underWay()).isLessThanOrEqualTo(1);
        }
        assertThat(any.sent()).isSubsetOf(posted).doesNotHaveDuplicates()
                .isSortedAccordingTo((one, other) -> Integer.compare(Integer.parseInt(one), Integer.parseInt(other)));
    }
}
