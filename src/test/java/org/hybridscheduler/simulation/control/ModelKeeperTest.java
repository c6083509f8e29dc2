package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import org.hybridscheduler.RecordedLogs;
import org.hybridscheduler.scheduling.EncodedModel;
import org.hybridscheduler.scheduling.ModelLearning;
import org.hybridscheduler.scheduling.ModelVersion;
import org.hybridscheduler.scheduling.ModelVersion.Verdict;
import org.junit.jupiter.api.Test;

class ModelKeeperTest {

    private final RecordingModelStore store = new RecordingModelStore();
    private final Deque<Runnable> deferred = new ArrayDeque<>();
    private final ModelKeeper keeper = new ModelKeeper(store, deferred::add);

    /** Keeps the bytes of versions below 1,000. */
    private static final class Learner implements ModelLearning {

        @Override
        public List<ModelVersion> modelVersions() {
            return List.of();
        }

        @Override
        public int modelInOffice() {
            return 0;
        }

        @Override
        public void rollBackModel(int version) {
            throw new IllegalArgumentException();
        }

        @Override
        public Optional<byte[]> encodedModel(int version) {
            return version < 1_000 ? Optional.of(new byte[] {(byte) version}) : Optional.empty();
        }

        @Override
        public void restoreModels(List<EncodedModel> models) {
            throw new IllegalStateException();
        }
    }

    private static ModelChange change(int version) {
        return new ModelChange(1, "hybrid_ml", new Learner(), new ModelVersion(version, 0, 0, 0, 0, Verdict.PROMOTED), true);
    }

    private List<Integer> stored() {
        return store.models(1, "hybrid_ml").stream().map(model -> model.version().version()).toList();
    }

    @Test
    void keep_changes_areStoredOnTheExecutorAlone() {
        keeper.keep(List.of(change(1), change(2)));
        keeper.keep(List.of(change(3)));
        assertThat(store.attempts()).isZero();
        assertThat(deferred).as("one is enough for all that wait").hasSize(1);

        deferred.remove().run();

        assertThat(stored()).containsExactly(1, 2, 3);
        assertThat(store.models(1, "hybrid_ml").get(2).bytes()).containsExactly(3);
        keeper.keep(List.of(change(4)));
        deferred.remove().run();
        assertThat(stored()).endsWith(4);
    }

    @Test
    void keep_storeOutOfReach_isLoggedOnceAndStoredWithTheNextChange() {
        try (RecordedLogs logs = new RecordedLogs(ModelKeeper.class)) {
            store.outOfReach(true);
            for (int version = 1; version <= 3; version++) {
                keeper.keep(List.of(change(version)));
                deferred.remove().run();
            }
            assertThat(store.attempts()).as("the first of those that wait, each time").isEqualTo(3);
            assertThat(logs.records()).filteredOn(logged -> logged.getLevel() == Level.WARNING).hasSize(1);

            store.outOfReach(false);
            keeper.keep(List.of(change(4)));
            deferred.remove().run();

            assertThat(stored()).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void keep_storeOutOfReachForLong_keepsTheLatestAlone() {
        store.outOfReach(true);
        for (int version = 1; version <= ModelKeeper.CAPACITY + 7; version++) {
            keeper.keep(List.of(change(version)));
        }
        store.outOfReach(false);

        keeper.storeWaiting();

        assertThat(stored()).hasSize(ModelKeeper.CAPACITY).startsWith(8);
    }

    @Test
    void keep_executorClosed_isStoredAtTheEnd() {
        ModelKeeper closed = new ModelKeeper(store, task -> {
            throw new RejectedExecutionException();
        });

        closed.keep(List.of(change(1)));
        closed.keep(List.of(change(2)));
        closed.storeWaiting();

        assertThat(stored()).containsExactly(1, 2);
    }

    @Test
    void keep_modelThatIsGoneMeanwhile_isPassedOver() {
        keeper.keep(List.of(change(1_000), change(5)));

        deferred.remove().run();

        assertThat(stored()).containsExactly(5);
    }
}
