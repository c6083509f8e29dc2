package org.hybridscheduler.history.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Throughput rests on EclipseLink's batch writing, which goes silent when a setting or a mapping defeats it. */
class BatchWritingTest {

    @Test
    void store_fiveHundredTasks_takesAFewRoundTrips() {
        CountingDataSource counting = new CountingDataSource();
        try (TestDatabase database = TestDatabase.h2(counting::wrap)) {
            long run = database.runs(runs -> runs.begin("", "", Samples.STRATEGIES, Samples.FEATURES, Instant.EPOCH))
                    .id();
            OutcomeStore store = database.outcomes();
            RunLedger before = store.ledger(run);
            RunLedger after = before.with(Samples.outcomes(0, 500));
            counting.reset();

            store.store(before, after, Samples.outcomes(0, 500), Instant.EPOCH);

            Map<String, Integer> calls = counting.calls();
            assertThat(calls).containsEntry("INSERT task", 1).containsEntry("INSERT result", 2);
            assertThat(calls.get("UPDATE")).as("the run and its totals")
                    .isLessThanOrEqualTo(1 + Samples.STRATEGIES.size());
            assertThat(calls.get("SELECT")).as("the run, its totals and a thousand ids").isLessThanOrEqualTo(3);
        }
    }
}
