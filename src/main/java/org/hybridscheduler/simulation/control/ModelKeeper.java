package org.hybridscheduler.simulation.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.scheduling.EncodedModel;
import org.hybridscheduler.simulation.engine.ModelStore;
import org.hybridscheduler.simulation.engine.RunStoreException;

/**
 * Stores changed models in their order on another thread. What the store does not take waits for the next change, the
 * latest {@value #CAPACITY} at most: nobody waits for the store, and a model that is lost is learned again. Thread-safe.
 */
final class ModelKeeper {

    static final int CAPACITY = 100;

    private static final Logger LOG = System.getLogger(ModelKeeper.class.getName());

    private final ModelStore store;
    private final Executor executor;
    private final Deque<ModelChange> waiting = new ArrayDeque<>();
    private final ReentrantLock storing = new ReentrantLock();
    private boolean scheduled;
    private boolean failing;

    ModelKeeper(ModelStore store, Executor executor) {
        this.store = store;
        this.executor = executor;
    }

    /** Takes changes and has them stored soon. */
    void keep(List<ModelChange> changes) {
        if (add(changes)) {
            try {
                executor.execute(this::storeWaiting);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.DEBUG, "The executor is closed; the end of the run stores its models", e);
                unschedule();
            }
        }
    }

    private synchronized boolean add(List<ModelChange> changes) {
        for (ModelChange change : changes) {
            if (waiting.size() == CAPACITY) {
                waiting.removeFirst();
            }
            waiting.addLast(change);
        }
        boolean wasScheduled = scheduled;
        scheduled = true;
        return !wasScheduled;
    }

    private synchronized void unschedule() {
        scheduled = false;
    }

    /** Stores what waits, on the calling thread, up to the first failure. */
    void storeWaiting() {
        storing.lock();
        try {
            ModelChange next = first();
            while (next != null && stored(next)) {
                next = firstAfter(next);
            }
        } finally {
            unschedule();
            storing.unlock();
        }
    }

    private synchronized ModelChange first() {
        scheduled = !waiting.isEmpty();
        return waiting.peekFirst();
    }

    private synchronized ModelChange firstAfter(ModelChange stored) {
        waiting.removeFirstOccurrence(stored);
        return first();
    }

    private boolean stored(ModelChange change) {
        try {
            Optional<EncodedModel> model = change.encoded();
            if (model.isPresent()) {
                store.keep(change.runId(), change.strategy(), model.get());
                failing = false;
            }
        } catch (RunStoreException e) {
            LOG.log(failing ? Level.DEBUG : Level.WARNING, "Models cannot be stored; the run goes on without. Told once"
                    + " until it works again", LogSafe.of(e));
            failing = true;
            return false;
        }
        return true;
    }
}
