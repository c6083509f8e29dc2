package org.hybridscheduler.history.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final int LIMIT = 5000;

    private final FakeStore store = new FakeStore();
    private final Retention retention = new Retention(store, LIMIT);

    private void stored(Retention retention, int tasks) {
        store.tasks += tasks;
        retention.stored(tasks);
    }

    @Test
    void stored_lessThanAChunkTooMuch_deletesNothing() {
        stored(retention, LIMIT + Retention.CHUNK - 1);

        assertThat(store.deletions).isEmpty();
    }

    @Test
    void stored_aChunkTooMuch_deletesThatChunk() {
        stored(retention, LIMIT + Retention.CHUNK - 1);
        stored(retention, 1);

        assertThat(store.deletions).containsExactly(Retention.CHUNK);
        assertThat(store.tasks).isEqualTo(LIMIT);
    }

    @Test
    void stored_manyChunksTooMuchFromThePast_deletesThemAll() {
        store.tasks = LIMIT + 3 * Retention.CHUNK;

        stored(retention, 7);

        assertThat(store.deletions).hasSize(3);
        assertThat(store.tasks).isEqualTo(LIMIT + 7);
    }

    @Test
    void stored_afterSomebodyDeletedAll_countsAnew() {
        stored(retention, LIMIT + Retention.CHUNK - 1);
        store.tasks = 0;
        retention.forget();

        stored(retention, Retention.CHUNK);

        assertThat(store.deletions).isEmpty();
    }

    @Test
    void stored_limitZero_keepsAll() {
        Retention all = new Retention(store, 0);

        stored(all, 1_000_000);

        assertThat(store.deletions).isEmpty();
    }
}
