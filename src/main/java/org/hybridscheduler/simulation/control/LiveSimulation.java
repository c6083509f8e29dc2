package org.hybridscheduler.simulation.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.Redaction;
import org.hybridscheduler.Tracing;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.control.LoopControl.Command;
import org.hybridscheduler.simulation.engine.ComparisonSnapshot;
import org.hybridscheduler.simulation.engine.ModelRetrained;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunState;
import org.hybridscheduler.simulation.engine.RunStateChanged;
import org.hybridscheduler.simulation.engine.RunStore;
import org.hybridscheduler.simulation.engine.RunStoreException;
import org.hybridscheduler.simulation.engine.StoredRun;
import org.hybridscheduler.simulation.engine.TasksResolved;
import org.hybridscheduler.workload.Workload;

/**
 * The one live comparison of this process: begins runs, pauses and ends them, and goes on with the unfinished one after a
 * restart. One immutable {@link Life} at a time says what it does; whoever changes it holds the lock.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class LiveSimulation {

    private static final Logger LOG = System.getLogger(LiveSimulation.class.getName());
    private static final long START_PATIENCE_SECONDS = 5;
    private static final long STOP_PATIENCE_SECONDS = 5;
    private static final long SHUTDOWN_PATIENCE_SECONDS = 10;
    private static final long STORE_RETRY_MILLIS = 500;

    /** What the simulation is doing. */
    public enum Phase {
        /** Looking for a run to go on with. */
        STARTING, IDLE, RUNNING, PAUSED,
        /** No task arrives any more; those in flight are finished and stored. */
        STOPPING,
        /** The loop ended with an error. */
        FAILED;

        /** The phase as clients read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The present life: the phase, the run it is about, and the loop's means of control where there is a loop. */
    private record Life(Phase phase, StoredRun run, double pace, LoopControl control, CountDownLatch ended,
            String failure) {

        Life with(Phase next) {
            return new Life(next, run, pace, control, ended, failure);
        }
    }

    /**
     * What clients may know at one moment.
     *
     * @param tasksProcessed tasks of the run whose results are stored
     * @param comparison the run so far; empty before the first run
     * @param paceTasksPerSecond of the run, 0 as fast as it goes
     * @param lastRetrainAt wall-clock time of the latest training of a model in this process; empty before
     * @param failure why the loop ended, in phase FAILED
     */
    public record Status(Phase phase, long tasksProcessed, Optional<ComparisonSnapshot> comparison,
            double paceTasksPerSecond, Optional<Instant> lastRetrainAt, Optional<String> failure) {
    }

    @Resource
    ManagedExecutorService executor;

    @Inject
    RunStore store;

    @Inject
    RunPlanner planner;

    @Inject
    WorkloadLibrary library;

    @Inject
    LiveModels models;

    @Inject
    StrategyRegistry registry;

    @Inject
    SimulationSettings settings;

    @Inject
    Clock clock;

    @Inject
    Event<TasksResolved> resolved;

    @Inject
    Event<ComparisonSnapshot> snapshots;

    @Inject
    Event<ModelRetrained> retrained;

    @Inject
    Event<RunStateChanged> states;

    private Tracing tracing = Tracing.NONE;
    private final AtomicReference<Life> life =
            new AtomicReference<>(new Life(Phase.STARTING, null, 0, null, new CountDownLatch(0), null));
    private final AtomicReference<ComparisonSnapshot> snapshot = new AtomicReference<>();
    private final AtomicReference<Instant> lastRetrainAt = new AtomicReference<>();
    private final CountDownLatch takenUp = new CountDownLatch(1);
    private final CountDownLatch shutdown = new CountDownLatch(1);

    @Inject
    void trace(Instance<Tracing> bean) {
        tracing = Tracing.of(bean);
    }

    @PostConstruct
    void begin() {
        executor.execute(this::goOn);
    }

    /** Goes on with the run that the store holds unfinished; waits for the store where it is out of reach. */
    private void goOn() {
        try {
            Optional<StoredRun> latest = Optional.empty();
            boolean known = false;
            while (!known) {
                try {
                    latest = store.latest();
                    known = true;
                } catch (RunStoreException e) {
                    LOG.log(Level.DEBUG, "The store of runs is out of reach", e);
                    if (shutdown.await(STORE_RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
            takeUp(latest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            takenUp.countDown();
        }
    }

    private synchronized void takeUp(Optional<StoredRun> latest) {
        if (latest.isPresent()) {
            StoredRun run = latest.get();
            double pace = StoredText.pace(run.specification());
            snapshot.set(asStored(run));
            life.set(new Life(Phase.IDLE, run, pace, null, new CountDownLatch(0), null));
            if (run.state().unfinished()) {
                RunSpecification specification = RunSpecification.parse(run.specification());
                LOG.log(Level.INFO, "Going on with run {0}, of which {1} tasks are stored", run.id(),
                        run.completed().count());
                PreparedRun prepared = prepare(run, specification, workloadOf(run, specification));
                models.restore(run.id(), prepared);
                launch(run, prepared, pace, run.state() == RunState.PAUSED);
            }
        } else {
            life.set(life.get().with(Phase.IDLE));
            if (settings.autostart() && goesOn()) {
                startNow(StartRequest.asConfigured());
            }
        }
    }

    private Workload workloadOf(StoredRun run, RunSpecification specification) {
        try {
            return workloadOf(specification);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Run " + run.id() + " cannot go on: " + e.getMessage(), e);
        }
    }

    private Workload workloadOf(RunSpecification specification) {
        return library.find(specification.workload(),
                specification.arrivals().map(RunSpecification.Arrivals::workload));
    }

    /**
     * Begins a run.
     *
     * @throws ImpossibleTransitionException while another one is not over
     * @throws IllegalArgumentException where the request cannot be met
     * @throws RunStoreException while the store is out of reach
     */
    public ComparisonSnapshot start(StartRequest request) throws InterruptedException {
        awaitTakenUp();
        return startNow(request);
    }

    /** A client that comes while the process still looks for a run to go on with need not try again. */
    private void awaitTakenUp() throws InterruptedException {
        takenUp.await(START_PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized ComparisonSnapshot startNow(StartRequest request) {
        require("start", Phase.IDLE, Phase.FAILED);
        RunSpecification specification = planner.plan(request);
        Workload workload = workloadOf(specification);
        double pace = planner.pace(request);
        StoredRun run = store.begin(StoredText.of(specification, pace), specification.hash(),
                specification.strategies(), workload.featureNames());
        snapshot.set(asStored(run));
        launch(run, prepare(run, specification, workload), pace, false);
        return snapshot.get();
    }

    /** Ends the run: what has arrived is finished and stored. Waits some seconds for that at most. */
    public void stop() throws InterruptedException {
        awaitTakenUp();
        CountDownLatch ended;
        synchronized (this) {
            Life now = require("stop", Phase.RUNNING, Phase.PAUSED);
            life.set(now.with(Phase.STOPPING));
            now.control().give(Command.STOP);
            ended = now.ended();
        }
        if (!ended.await(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.log(Level.WARNING, "The run is still ending after {0} s. Maybe the database is out of reach?",
                    STOP_PATIENCE_SECONDS);
        }
    }

    /** Holds the run; no task arrives until it goes on. */
    public void pause() throws InterruptedException {
        awaitTakenUp();
        pauseNow();
    }

    private synchronized void pauseNow() {
        Life now = require("pause", Phase.RUNNING);
        now.control().give(Command.PAUSE);
        change(now, Phase.PAUSED, RunState.PAUSED, "paused");
    }

    /** Lets a paused run go on. */
    public void resume() throws InterruptedException {
        awaitTakenUp();
        resumeNow();
    }

    private synchronized void resumeNow() {
        Life now = require("resume", Phase.PAUSED);
        now.control().give(Command.RUN);
        change(now, Phase.RUNNING, RunState.RUNNING, "goes on");
    }

    /** What the simulation does; from memory alone. */
    public Phase phase() {
        return life.get().phase();
    }

    /** What the simulation does and where it stands. */
    public Status status() {
        Life now = life.get();
        return new Status(now.phase(), now.run() == null ? 0 : storedTasks(now.run()),
                Optional.ofNullable(snapshot.get()), now.pace(), Optional.ofNullable(lastRetrainAt.get()),
                Optional.ofNullable(now.failure()));
    }

    /** With the store out of reach before anything of the run was stored by this process: what it held at first. */
    private long storedTasks(StoredRun run) {
        try {
            return store.storedTasks(run.id());
        } catch (RunStoreException e) {
            LOG.log(Level.DEBUG, "The store of runs is out of reach", e);
            return run.completed().count();
        }
    }

    private Life require(String wish, Phase... phases) {
        Life now = life.get();
        if (!List.of(phases).contains(now.phase())) {
            throw new ImpossibleTransitionException("Cannot " + wish + " while the simulation is "
                    + now.phase().word());
        }
        return now;
    }

    private void change(Life now, Phase phase, RunState state, String verb) {
        life.set(now.with(phase));
        note(now.run().id(), state);
        announce(now.run().id(), state, verb);
    }

    /** A state that could not be noted costs no data: the run would go on after a restart. */
    private void note(long runId, RunState state) {
        try {
            store.changed(runId, state);
        } catch (RunStoreException e) {
            LOG.log(Level.WARNING, "Run " + runId + " is " + state + ", but the store could not be told",
                    LogSafe.of(e));
        }
    }

    private void announce(long runId, RunState state, String verb) {
        LOG.log(Level.INFO, "Run {0} {1}", runId, verb);
        states.fire(new RunStateChanged(runId, state, "Run " + runId + " " + verb));
    }

    private PreparedRun prepare(StoredRun run, RunSpecification specification, Workload workload) {
        return new RunFactory(registry, this::trainer, System::nanoTime).prepare(run, specification, workload);
    }

    private void launch(StoredRun run, PreparedRun prepared, double pace, boolean paused) {
        LoopControl control = new LoopControl(paused ? Command.PAUSE : Command.RUN, System::nanoTime);
        CountDownLatch ended = new CountDownLatch(1);
        SimulationLoop loop = new SimulationLoop(run.id(), prepared, pace, store, control, System::nanoTime,
                new SimulationLoop.Observers(resolved::fire, this::publish, models));
        models.begin(prepared, control);
        life.set(new Life(paused ? Phase.PAUSED : Phase.RUNNING, run, pace, control, ended, null));
        announce(run.id(), paused ? RunState.PAUSED : RunState.RUNNING, paused ? "is paused" : "runs: "
                + prepared.specification().workload() + ", seed " + prepared.specification().seed());
        executor.execute(() -> runToEnd(loop, run.id(), ended));
    }

    private TimedTrainer trainer(String strategy) {
        return new TimedTrainer(strategy, executor, System::nanoTime, clock, tracing, event -> {
            lastRetrainAt.set(event.at());
            retrained.fire(event);
        });
    }

    private void publish(ComparisonSnapshot next) {
        snapshot.set(next);
        snapshots.fire(next);
    }

    private void runToEnd(SimulationLoop loop, long runId, CountDownLatch ended) {
        try {
            boolean finished = loop.run();
            models.end();
            if (goesOn()) {
                enter(Phase.STOPPING);
                store.flush();
                RunState state = finished ? RunState.FINISHED : RunState.STOPPED;
                note(runId, state);
                enter(Phase.IDLE);
                announce(runId, state, finished ? "is finished" : "is stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(new IllegalStateException("The run was interrupted; it goes on after a restart", e));
        } catch (RuntimeException e) {
            if (goesOn()) {
                note(runId, RunState.STOPPED);
            }
            fail(e);
        } finally {
            ended.countDown();
        }
    }

    /** Whether the process does; else a run that ends, whatever way, is taken up again by the next process. */
    private boolean goesOn() {
        return shutdown.getCount() > 0;
    }

    private synchronized void enter(Phase phase) {
        life.set(life.get().with(phase));
    }

    private synchronized void fail(RuntimeException cause) {
        LOG.log(goesOn() ? Level.ERROR : Level.DEBUG, "The simulation ended with an error", LogSafe.of(cause));
        Life now = life.get();
        life.set(new Life(Phase.FAILED, now.run(), now.pace(), now.control(), now.ended(),
                Redaction.of(cause.toString())));
    }

    private static ComparisonSnapshot asStored(StoredRun run) {
        double latestFinish = run.totals().strategies().values().stream().mapToDouble(totals -> totals.makespan()).max()
                .orElse(0);
        return new ComparisonSnapshot(run.id(), RunSpecification.parse(run.specification()), List.of(),
                run.totals(), List.of(), run.completed().next(), 0, latestFinish, null, Map.of(),
                Map.of(), Map.of());
    }

    @PreDestroy
    void end() {
        shutdown.countDown();
        Life now = life.get();
        if (now.control() != null) {
            now.control().give(Command.ABANDON);
            try {
                now.ended().await(SHUTDOWN_PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
