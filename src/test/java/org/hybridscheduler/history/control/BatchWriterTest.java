package org.hybridscheduler.history.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.hybridscheduler.history.control.FakeStore.Trouble.CLEARED_MEANWHILE;
import static org.hybridscheduler.history.control.FakeStore.Trouble.COMMITTED_THEN_LOST;
import static org.hybridscheduler.history.control.FakeStore.Trouble.NONE;
import static org.hybridscheduler.history.control.FakeStore.Trouble.REFUSED;
import static org.hybridscheduler.history.control.Samples.outcomes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.hybridscheduler.RecordedSpans;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchWriterTest {

    private static final long RUN = 7;
    private static final int BATCH = 10;

    private static final long STEP = 1_000;

    private final AtomicLong now = new AtomicLong();
    private final OutcomeBuffer buffer = new OutcomeBuffer(1000, now::get);
    private final FakeStore store = new FakeStore();
    private final List<Duration> waits = new ArrayList<>();
    private final List<BatchEvent> announced = new ArrayList<>();
    private int stopAfterWaits = 100;
    private final RecordedSpans tracing = new RecordedSpans();
    private RuntimeException listenerFailure;
    private final BatchWriter writer = new BatchWriter(buffer, store, new Retention(store, 5000), BATCH,
            new BatchWriter.Surroundings(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), () -> now.addAndGet(STEP), wait -> {
                waits.add(wait);
                now.addAndGet(wait.toNanos());
                return waits.size() >= stopAfterWaits;
            }, tracing, this::hear));

    @BeforeEach
    void begin() {
        store.begin(RUN);
    }

    private void hear(BatchEvent event) {
        announced.add(event);
        if (listenerFailure != null) {
            throw listenerFailure;
        }
    }

    /** The buffer is closed, so that the writer ends when it has written what there is. */
    private void write(long from, long to) throws InterruptedException {
        buffer.append(RUN, outcomes(from, to));
        buffer.close();
        writer.run();
    }

    private List<Long> places(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void run_outcomes_areStoredInOrderInBatches() throws InterruptedException {
        write(0, 25);

        assertThat(store.places.get(RUN)).isEqualTo(places(0, 25));
        assertThat(store.batches).containsExactly(10, 10, 5);
        assertThat(announced).hasOnlyElementsOfType(BatchStored.class).extracting(BatchEvent::tasks)
                .containsExactly(10, 10, 5);
        assertThat(writer.progress()).isEqualTo(new BatchWriter.Progress(RUN, 25));
        assertThat(store.ledger(RUN).totals().tasks()).isEqualTo(25);
        assertThat(buffer.size()).isZero();
    }

    @Test
    void run_storeRefusesAWhile_nothingIsLostAndWaitsGrowToALimit() throws InterruptedException {
        store.next(REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED);

        write(0, 12);

        assertThat(store.places.get(RUN)).isEqualTo(places(0, 12));
        assertThat(store.ledger(RUN).totals().tasks()).isEqualTo(12);
        assertThat(waits).extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L);
    }

    @Test
    void run_commitWhoseAnswerIsLost_storesNothingTwice() throws InterruptedException {
        store.next(COMMITTED_THEN_LOST, REFUSED, COMMITTED_THEN_LOST);

        write(0, 25);

        assertThat(store.places.get(RUN)).isEqualTo(places(0, 25));
        assertThat(store.ledger(RUN).totals().tasks()).isEqualTo(25);
        assertThat(store.ledger(RUN).totals().strategies().get("greedy").finished()).isEqualTo(25);
        assertThat(writer.progress().tasks()).isEqualTo(25);
    }

    @Test
    void run_historyClearedMeanwhile_countsTotalsFromThere() throws InterruptedException {
        store.next(NONE, CLEARED_MEANWHILE);

        write(0, 20);

        assertThat(store.places.get(RUN)).isEqualTo(places(0, 20));
        assertThat(store.ledger(RUN).totals().tasks()).isEqualTo(10);
        assertThat(store.ledger(RUN).completed().count()).isEqualTo(20);
        assertThat(waits).isEmpty();
    }

    @Test
    void run_outcomesOfTwoRuns_areNeverInOneBatch() throws InterruptedException {
        store.begin(8);
        buffer.append(RUN, outcomes(0, 4));
        buffer.append(8, outcomes(0, 3));

        write(4, 6);

        assertThat(store.batches).containsExactly(4, 3, 2);
        assertThat(store.places.get(RUN)).isEqualTo(places(0, 6));
        assertThat(store.places.get(8L)).isEqualTo(places(0, 3));
    }

    @Test
    void run_outcomesThatAreStoredAlready_areLeftOut() throws InterruptedException {
        buffer.append(RUN, outcomes(0, 5));

        write(3, 8);

        assertThat(store.places.get(RUN)).isEqualTo(places(0, 8));
    }

    @Test
    void run_toldToStopWhileTheStoreRefuses_endsWithTheOutcomesStillBuffered() throws InterruptedException {
        store.next(REFUSED, REFUSED);
        stopAfterWaits = 2;

        write(0, 5);

        assertThat(store.places.get(RUN)).isEmpty();
        assertThat(buffer.size()).isEqualTo(5);
    }

    @Test
    void run_oldTasksCannotBeDeleted_storesOn() throws InterruptedException {
        store.tasks = 100_000;
        store.deletesFail = true;

        write(0, 25);

        assertThat(store.places.get(RUN)).isEqualTo(places(0, 25));
    }

    /** Each look at the clock takes a step: one attempt takes one, from its begin to the commit. */
    @Test
    void run_batches_tellHowLongTheyTookAndHowLongTheirOldestWaited() throws InterruptedException {
        write(0, 15);

        assertThat(announced).containsExactly(
                new BatchStored(10, Duration.ofNanos(STEP), Duration.ofNanos(2 * STEP)),
                new BatchStored(5, Duration.ofNanos(STEP), Duration.ofNanos(4 * STEP)));
    }

    @Test
    void run_attemptsFail_eachIsToldAndOnlyTheDelayGrows() throws InterruptedException {
        store.next(REFUSED, REFUSED);

        write(0, 5);

        assertThat(announced).containsExactly(new BatchFailed(5), new BatchFailed(5), new BatchStored(5,
                Duration.ofNanos(STEP), Duration.ofMillis(100 + 200).plusNanos(4 * STEP)));
    }

    @Test
    void run_listenerFailsAtEachEvent_batchesAreStoredOnceAndTheWriterGoesOn() throws InterruptedException {
        listenerFailure = new IllegalStateException("Cannot hear");
        store.next(REFUSED);

        write(0, 15);

        assertThat(store.batches).containsExactly(10, 5);
        assertThat(store.places.get(RUN)).isEqualTo(places(0, 15));
        assertThat(waits).as("only the refused attempt is made again").hasSize(1);
        assertThat(announced).extracting(BatchEvent::getClass).extracting(Class::getSimpleName)
                .containsExactly("BatchFailed", "BatchStored", "BatchStored");
    }

    /** Known limit: what of it was stored is told by nobody, since nobody knows. */
    @Test
    void run_commitWhoseAnswerIsLost_isToldAsAFailure() throws InterruptedException {
        store.next(COMMITTED_THEN_LOST);

        write(0, 5);

        assertThat(announced).containsExactly(new BatchFailed(5));
    }

    @Test
    void run_eachAttempt_isASpan() throws InterruptedException {
        store.next(REFUSED);

        write(0, 5);

        assertThat(tracing.spans()).hasSize(2).allSatisfy(span -> {
            assertThat(span.name()).isEqualTo("history.write_batch");
            assertThat(span.attributes()).containsOnly(entry("tasks", 5L), entry("run_id", RUN));
            assertThat(span.closedOnce()).isTrue();
        });
        assertThat(tracing.spans().get(0).failure()).hasMessage("Refused");
        assertThat(tracing.spans().get(1).failure()).isNull();
    }

    /** The reading of the ledger belongs to the attempt. */
    @Test
    void run_ledgerIsRead_withinTheSpan() throws InterruptedException {
        store.onLedger = () -> assertThat(tracing.spans()).last()
                .satisfies(span -> assertThat(span.closedOnce()).isFalse());

        write(0, 5);

        assertThat(store.places.get(RUN)).isEqualTo(places(0, 5));
    }
}
