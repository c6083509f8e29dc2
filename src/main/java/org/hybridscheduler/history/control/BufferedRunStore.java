package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.hybridscheduler.Tracing;
import org.hybridscheduler.simulation.engine.RunState;
import org.hybridscheduler.simulation.engine.RunStore;
import org.hybridscheduler.simulation.engine.RunStoreException;
import org.hybridscheduler.simulation.engine.StoredRun;
import org.hybridscheduler.simulation.engine.TaskOutcome;

/** Keeps runs in the database: the runs themselves at once, their outcomes through a bounded buffer. */
@ApplicationScoped
public class BufferedRunStore implements RunStore, WriteBuffer {

    private static final Logger LOG = System.getLogger(BufferedRunStore.class.getName());
    /** How long a run that begins waits for the outcomes of the one before it. */
    private static final Duration BEGIN_WAIT = Duration.ofSeconds(5);

    private final DatabaseGate gate;
    private final RunRepository runs;
    private final OutcomeStore outcomes;
    private final Duration shutdownTime;
    private final OutcomeBuffer buffer;
    private final BatchWriter writer;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Clock clock;

    protected BufferedRunStore() {
        this(null, null, null, new HistorySettings(), null, Tracing.NONE, null);
    }

    @Inject
    BufferedRunStore(DatabaseGate gate, RunRepository runs, JpaOutcomeStore outcomes, HistorySettings settings,
            Clock clock, Instance<Tracing> tracing, Event<BatchEvent> events) {
        this(gate, runs, outcomes, settings, clock, Tracing.of(tracing), events);
    }

    private BufferedRunStore(DatabaseGate gate, RunRepository runs, OutcomeStore outcomes, HistorySettings settings,
            Clock clock, Tracing tracing, Event<BatchEvent> events) {
        this.gate = gate;
        this.runs = runs;
        this.outcomes = outcomes;
        this.clock = clock;
        shutdownTime = settings.shutdownTime();
        buffer = new OutcomeBuffer(settings.bufferTasks(), System::nanoTime);
        writer = new BatchWriter(buffer, outcomes, new Retention(outcomes, settings.retentionTasks()),
                settings.batchTasks(), new BatchWriter.Surroundings(clock, System::nanoTime,
                        BatchWriter.Pause.until(stop), tracing, event -> events.fire(event)));
    }

    @Override
    public StoredRun begin(String specification, String hash, List<String> strategies, List<String> features) {
        if (!storedWithin(BEGIN_WAIT)) {
            // The ids of the new run's tasks follow those of the old one, which are known once they are stored.
            throw new RunStoreException("Cannot begin a run: " + buffer.size() + " tasks of the one before it are not"
                    + " stored yet. Maybe the database is out of reach?", null);
        }
        return gate.call("begin a run", () -> runs.begin(specification, hash, strategies, features, clock.instant()));
    }

    @Override
    public Optional<StoredRun> latest() {
        return gate.call("read the latest run", runs::latest);
    }

    @Override
    public void changed(long runId, RunState state) {
        gate.call("note that run " + runId + " is " + state, () -> {
            runs.changed(runId, state);
            return null;
        });
    }

    @Override
    public void append(long runId, List<TaskOutcome> outcomes) throws InterruptedException {
        buffer.append(runId, outcomes);
    }

    @Override
    public void flush() throws InterruptedException {
        buffer.awaitStored();
    }

    @Override
    public int tasks() {
        return buffer.size();
    }

    @Override
    public int capacity() {
        return buffer.capacity();
    }

    @Override
    public long storedTasks(long runId) {
        BatchWriter.Progress progress = writer.progress();
        if (progress != null && progress.runId() == runId) {
            return progress.tasks();
        }
        return gate.call("count the tasks of run " + runId, () -> outcomes.ledger(runId).completed().count());
    }

    /** What moves outcomes to the database: to be run by a thread of its own once the schema is there. */
    Runnable writer() {
        return writer;
    }

    /** Takes no more outcomes, and waits for those it has for as long as is configured. */
    void close() {
        buffer.close();
        if (!storedWithin(shutdownTime)) {
            LOG.log(Logger.Level.WARNING, buffer.size() + " tasks could not be stored before the shutdown."
                    + " Nothing is lost: the run goes on from those that are");
        }
        stop.countDown();
    }

    private boolean storedWithin(Duration time) {
        try {
            return buffer.awaitStored(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
