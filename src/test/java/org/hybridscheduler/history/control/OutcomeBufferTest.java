package org.hybridscheduler.history.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridscheduler.history.control.Samples.outcomes;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutcomeBufferTest {

    private final AtomicLong now = new AtomicLong();
    private final OutcomeBuffer buffer = new OutcomeBuffer(10, now::get);

    private interface Step {

        void run() throws InterruptedException;
    }

    /** A caller on a thread of its own, and how it ended. */
    private record Caller(Thread thread, CompletableFuture<Void> end) {

        static Caller of(Step step) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    step.run();
                    end.complete(null);
                } catch (InterruptedException | RuntimeException e) {
                    end.completeExceptionally(e);
                }
            });
            thread.start();
            return new Caller(thread, end);
        }

        Caller held() {
            while (thread.getState() != Thread.State.WAITING && !end.isDone() && !Thread.interrupted()) {
                Thread.onSpinWait();
            }
            assertThat(end).isNotDone();
            return this;
        }
    }

    @Test
    void append_toAFullBuffer_holdsTheCallerUntilABatchIsStored() throws InterruptedException {
        buffer.append(1, outcomes(0, 10));
        OutcomeBuffer.Batch batch = buffer.next(4);
        Caller caller = Caller.of(() -> buffer.append(1, outcomes(10, 13))).held();
        assertThat(buffer.size()).isEqualTo(10);

        buffer.stored(batch);

        caller.end().join();
        assertThat(buffer.size()).isEqualTo(9);
    }

    @Test
    void append_interruptedWhileHeld_takesNothing() throws InterruptedException {
        buffer.append(1, outcomes(0, 10));
        Caller caller = Caller.of(() -> buffer.append(1, outcomes(10, 13))).held();

        caller.thread().interrupt();

        assertThatThrownBy(caller.end()::join).hasCauseInstanceOf(InterruptedException.class);
        assertThat(buffer.size()).isEqualTo(10);
    }

    @Test
    void append_moreThanEverFits_isTakenWhenEmpty() throws InterruptedException {
        buffer.append(1, outcomes(0, 25));

        assertThat(buffer.size()).isEqualTo(25);
    }

    @Test
    void append_closed_isRefused() {
        buffer.close();

        assertThatThrownBy(() -> buffer.append(1, outcomes(0, 1))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void append_heldWhenTheBufferIsClosed_isRefused() throws InterruptedException {
        buffer.append(1, outcomes(0, 10));
        Caller caller = Caller.of(() -> buffer.append(1, outcomes(10, 13))).held();

        buffer.close();

        assertThatThrownBy(caller.end()::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(buffer.size()).isEqualTo(10);
    }

    @Test
    void next_notStoredYet_yieldsTheSameAgain() throws InterruptedException {
        buffer.append(1, outcomes(0, 6));

        assertThat(buffer.next(4)).isEqualTo(buffer.next(4));
        assertThat(buffer.next(4).outcomes()).isEqualTo(outcomes(0, 4));
    }

    @Test
    void next_outcomesOfAnotherRunFollow_endsBeforeThem() throws InterruptedException {
        buffer.append(1, outcomes(0, 2));
        buffer.append(2, outcomes(0, 2));

        assertThat(buffer.next(4)).isEqualTo(new OutcomeBuffer.Batch(1, outcomes(0, 2), 0));
    }

    @Test
    void next_closedAndEmpty_isNull() throws InterruptedException {
        buffer.append(1, outcomes(0, 1));
        buffer.close();
        buffer.stored(buffer.next(4));

        assertThat(buffer.next(4)).isNull();
    }

    @Test
    void awaitStored_somethingNotStored_holdsTheCallerUntilItIs() throws InterruptedException {
        buffer.append(1, outcomes(0, 4));
        Caller caller = Caller.of(buffer::awaitStored).held();
        // What comes after the call does not prolong it.
        buffer.append(1, outcomes(4, 6));

        buffer.stored(buffer.next(4));

        caller.end().join();
        assertThat(buffer.size()).isEqualTo(2);
    }

    @Test
    void awaitStored_timeIsUp_tellsThatSomethingIsLeft() throws InterruptedException {
        buffer.append(1, outcomes(0, 4));

        assertThat(buffer.awaitStored(Duration.ZERO)).isFalse();
        buffer.stored(buffer.next(4));
        assertThat(buffer.awaitStored(Duration.ZERO)).isTrue();
    }

    @Test
    void next_batch_tellsWhenItsOldestCameIn() throws InterruptedException {
        now.set(5);
        buffer.append(1, outcomes(0, 2));
        now.set(8);
        buffer.append(1, outcomes(2, 4));
        now.set(20);

        OutcomeBuffer.Batch first = buffer.next(3);
        assertThat(first.enteredNanos()).isEqualTo(5);
        buffer.stored(first);
        assertThat(buffer.next(3).enteredNanos()).isEqualTo(8);
    }

    /** What waits outside is not in the buffer yet: its delay begins when it is. */
    @Test
    void append_heldAtAFullBuffer_comesInWhenThereIsRoom() throws InterruptedException {
        buffer.append(1, outcomes(0, 10));
        OutcomeBuffer.Batch batch = buffer.next(10);
        Caller caller = Caller.of(() -> buffer.append(1, outcomes(10, 13))).held();
        now.set(30);

        buffer.stored(batch);
        caller.end().join();

        assertThat(buffer.next(10).enteredNanos()).isEqualTo(30);
    }
}
