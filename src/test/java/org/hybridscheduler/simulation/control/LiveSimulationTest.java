package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.EncodedModel;
import org.hybridscheduler.scheduling.ModelVersion;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.control.LiveSimulation.Phase;
import org.hybridscheduler.simulation.engine.LiveState;
import org.hybridscheduler.simulation.engine.RunState;
import org.hybridscheduler.simulation.engine.RunStateChanged;
import org.hybridscheduler.simulation.engine.RunStoreException;
import org.hybridscheduler.simulation.engine.TaskOutcome;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.SyntheticParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of the simulation on real threads, with everything that a server would inject made by hand. */
@Timeout(60)
class LiveSimulationTest {

    private static final long PATIENCE_SECONDS = 20;
    private static final long TASKS = 700;
    private static final long LAST_BURST = TASKS - TASKS % Pace.LARGEST_BURST;

    @TempDir
    private Path data;

    private ExecutorService threads = Executors.newCachedThreadPool();
    private final RecordingStore store = new RecordingStore();
    private final BlockingQueue<RunStateChanged> announced = new LinkedBlockingQueue<>();
    private final RecordingModelStore modelStore = new RecordingModelStore();
    private boolean refuseModels;
    private final Settings settings = new Settings();

    /** What is configured. */
    private static final class Settings extends SimulationSettings {

        private boolean autostart;
        private Map<String, Double> parameters = Map.of();

        @Override
        public boolean autostart() {
            return autostart;
        }

        @Override
        public String workload() {
            return "synthetic";
        }

        @Override
        public Draw draw() {
            return Draw.IN_ORDER;
        }

        @Override
        public long seed() {
            return 42;
        }

        @Override
        public double load() {
            return 0.8;
        }

        @Override
        public OptionalLong maxTasks() {
            return OptionalLong.of(TASKS);
        }

        @Override
        public double paceTasksPerSecond() {
            return 0;
        }

        @Override
        public List<String> strategies() {
            return Runs.STRATEGIES;
        }

        @Override
        public ClusterSpec cluster() {
            return Runs.CLUSTER;
        }

        @Override
        public Map<String, Double> parameters(StrategyRegistry registry, List<String> strategies) {
            Map<String, Double> all =
                    new TreeMap<>(Runs.specification(Runs.SYNTHETIC, OptionalLong.empty()).parameters());
            all.putAll(parameters);
            return all;
        }

        @Override
        public SyntheticParameters synthetic() {
            return SyntheticParameters.defaults();
        }
    }

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Interrupts all that runs; a process that begins later has threads of its own. */
    private void crash() throws InterruptedException {
        endThreads();
        threads = Executors.newCachedThreadPool();
    }

    /** A process begins. */
    private LiveSimulation process() {
        LiveSimulation simulation = new LiveSimulation();
        ExecutorService own = threads;
        simulation.executor = fake(ManagedExecutorService.class, "execute", task -> own.execute((Runnable) task));
        simulation.store = store;
        simulation.models = models(simulation.executor);
        simulation.registry = Runs.REGISTRY;
        simulation.settings = settings;
        simulation.library = library();
        simulation.planner = new RunPlanner();
        simulation.planner.settings = settings;
        simulation.planner.library = simulation.library;
        simulation.planner.registry = Runs.REGISTRY;
        simulation.clock = Clock.systemUTC();
        simulation.resolved = events(event -> { });
        simulation.snapshots = events(event -> { });
        simulation.retrained = events(event -> { });
        simulation.states = events(event -> announced.add((RunStateChanged) event));
        simulation.begin();
        return simulation;
    }

    private LiveModels models(ManagedExecutorService executor) {
        LiveModels models = new LiveModels();
        models.store = modelStore;
        models.executor = refuseModels ? fake(ManagedExecutorService.class, "execute", task -> {
            throw new RejectedExecutionException();
        }) : executor;
        models.open();
        return models;
    }

    private WorkloadLibrary library() {
        WorkloadLibrary library = new WorkloadLibrary();
        library.settings = settings;
        library.dataDirectory = data;
        library.maxBytes = 10_000;
        library.maxTasks = 100;
        library.maxWorkloads = 10;
        library.open();
        return library;
    }

    @SuppressWarnings("unchecked")
    private static <T> Event<T> events(Consumer<Object> observer) {
        return fake(Event.class, "fire", observer);
    }

    /** An interface of the platform of which one method is used, with one argument. */
    private static <T> T fake(Class<T> type, String used, Consumer<Object> behaviour) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (!method.getName().equals(used)) {
                throw new UnsupportedOperationException(method.toString());
            }
            behaviour.accept(arguments[0]);
            return null;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void awaitAnnounced(RunState state) throws InterruptedException {
        RunStateChanged next = announced.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("waiting for " + state).isNotNull();
        assertThat(next.state()).isEqualTo(state);
    }

    /** The phase, once it is another one than that in which a process begins. */
    private static Phase settled(LiveSimulation simulation) {
        await(() -> simulation.status().phase() != Phase.STARTING);
        return simulation.status().phase();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertThat(Thread.currentThread().isInterrupted()).as("waited in vain").isFalse();
            Thread.onSpinWait();
        }
    }

    private LiveSimulation idleProcess() {
        LiveSimulation simulation = process();
        assertThat(settled(simulation)).isEqualTo(Phase.IDLE);
        return simulation;
    }

    /** Begins a run and holds its loop at its first append until the latch is counted down. */
    private CountDownLatch startHeld(LiveSimulation simulation, StartRequest request) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        store.before(next -> {
            reached.countDown();
            mayGoOn.await();
        });
        simulation.start(request);
        assertThat(reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return mayGoOn;
    }

    private CountDownLatch startHeld(LiveSimulation simulation) throws InterruptedException {
        return startHeld(simulation, StartRequest.asConfigured());
    }

    private void assertEachStoredOnce() {
        assertThat(store.appended()).extracting(TaskOutcome::sequence)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, TASKS).boxed().toList());
    }

    private static StartRequest request(String workload, OptionalDouble load) {
        return request(workload, load, Optional.empty());
    }

    private static StartRequest request(String workload, OptionalDouble load, Optional<String> arrivals) {
        StartRequest none = StartRequest.asConfigured();
        return new StartRequest(Optional.of(workload), none.draw(), none.seed(), load, none.cpus(), none.gpus(),
                none.gpuMemoryMb(), none.noiseCv(), none.paceTasksPerSecond(), none.maxTasks(), none.strategies(),
                none.queueCapacity(), none.transfers(), none.meanSecondsToFailure(), none.meanSecondsToRepair(),
                arrivals);
    }

    @Test
    void begin_nothingStoredAndAutostart_runsAsConfiguredToItsEnd() throws InterruptedException {
        settings.autostart = true;

        LiveSimulation simulation = process();

        awaitAnnounced(RunState.RUNNING);
        awaitAnnounced(RunState.FINISHED);
        assertEachStoredOnce();
        assertThat(simulation.status().phase()).isEqualTo(Phase.IDLE);
        assertThat(simulation.status().tasksProcessed()).isEqualTo(TASKS);
        assertThat(simulation.status().lastRetrainAt()).isPresent();
        assertThat(store.states()).containsExactly(RunState.RUNNING, RunState.FINISHED);
    }

    @Test
    void transitions_pausedResumedStopped_areNotedAndAStartFollows() throws InterruptedException {
        LiveSimulation simulation = idleProcess();
        CountDownLatch mayGoOn = startHeld(simulation);
        awaitAnnounced(RunState.RUNNING);

        simulation.pause();
        assertThat(simulation.status().phase()).isEqualTo(Phase.PAUSED);
        awaitAnnounced(RunState.PAUSED);
        simulation.resume();
        awaitAnnounced(RunState.RUNNING);
        simulation.pause();
        awaitAnnounced(RunState.PAUSED);
        mayGoOn.countDown();
        simulation.stop();

        awaitAnnounced(RunState.STOPPED);
        assertThat(simulation.status().phase()).isEqualTo(Phase.IDLE);
        assertThat(store.appended()).as("what had arrived was finished").isNotEmpty().hasSizeLessThan((int) TASKS);
        assertThat(store.states()).containsExactly(RunState.RUNNING, RunState.PAUSED, RunState.RUNNING, RunState.PAUSED,
                RunState.STOPPED);

        assertThat(simulation.start(StartRequest.asConfigured()).runId()).isEqualTo(2);
        awaitAnnounced(RunState.RUNNING);
        awaitAnnounced(RunState.FINISHED);
        assertEachStoredOnce();
    }

    @Test
    void transitions_impossible_areRefusedNamingThePhase() throws InterruptedException {
        LiveSimulation simulation = idleProcess();
        assertThatThrownBy(simulation::stop).isInstanceOf(ImpossibleTransitionException.class)
                .hasMessage("Cannot stop while the simulation is idle");
        assertThatThrownBy(simulation::pause).isInstanceOf(ImpossibleTransitionException.class);
        assertThatThrownBy(simulation::resume).isInstanceOf(ImpossibleTransitionException.class);

        CountDownLatch mayGoOn = startHeld(simulation);
        assertThatThrownBy(() -> simulation.start(StartRequest.asConfigured()))
                .isInstanceOf(ImpossibleTransitionException.class).hasMessageContaining("running");
        assertThatThrownBy(simulation::resume).isInstanceOf(ImpossibleTransitionException.class);
        simulation.pause();
        assertThatThrownBy(simulation::pause).isInstanceOf(ImpossibleTransitionException.class)
                .hasMessageContaining("paused");
        mayGoOn.countDown();
        simulation.stop();
    }

    /** Lets a run begin and some of its tasks be stored; from then on the store blocks. */
    private LiveSimulation blockedInTheMiddle() throws InterruptedException {
        return blockedInTheMiddle(idleProcess(), StartRequest.asConfigured());
    }

    private LiveSimulation blockedInTheMiddle(LiveSimulation simulation, StartRequest request)
            throws InterruptedException {
        CountDownLatch stored = new CountDownLatch(1);
        store.before(next -> {
            if (!store.appended().isEmpty()) {
                stored.countDown();
                new CountDownLatch(1).await();
            }
        });
        simulation.start(request);
        awaitAnnounced(RunState.RUNNING);
        assertThat(stored.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return simulation;
    }

    private void assertGoesOnToItsEnd(LiveSimulation next) throws InterruptedException {
        awaitAnnounced(RunState.RUNNING);
        awaitAnnounced(RunState.FINISHED);
        assertEachStoredOnce();
        assertThat(next.status().tasksProcessed()).isEqualTo(TASKS);
        assertThat(next.status().comparison()).hasValueSatisfying(comparison -> {
            assertThat(comparison.runId()).isEqualTo(1);
            assertThat(comparison.totals().tasks()).isEqualTo(TASKS);
        });
    }

    @Test
    void begin_afterACrashInTheMiddle_goesOnAndLosesNoCountedTask() throws InterruptedException {
        blockedInTheMiddle();
        int counted = store.appended().size();
        crash();
        assertThat(store.states()).as("nobody stopped it").containsExactly(RunState.RUNNING);
        assertThat(store.appended()).hasSize(counted);
        store.before(next -> { });

        assertGoesOnToItsEnd(process());
    }

    @Test
    void begin_afterAnOrderlyEnd_goesOnAndLosesNoCountedTask() throws InterruptedException {
        LiveSimulation first = idleProcess();
        CountDownLatch mayGoOn = startHeld(first);
        awaitAnnounced(RunState.RUNNING);
        Thread end = new Thread(first::end);
        end.start();
        await(() -> end.getState() == Thread.State.TIMED_WAITING); // For its loop.
        mayGoOn.countDown();
        end.join();
        assertThat(store.states()).containsExactly(RunState.RUNNING);
        assertThat(store.appended()).isNotEmpty().hasSizeLessThan((int) TASKS);

        assertGoesOnToItsEnd(process());
    }

    @Test
    void begin_runLeftPaused_staysPaused() throws InterruptedException {
        LiveSimulation first = idleProcess();
        startHeld(first);
        first.pause();
        awaitAnnounced(RunState.RUNNING);
        awaitAnnounced(RunState.PAUSED);
        crash();
        store.before(next -> { });

        LiveSimulation second = process();

        awaitAnnounced(RunState.PAUSED);
        assertThat(second.status().phase()).isEqualTo(Phase.PAUSED);
        assertThat(store.appended()).isEmpty();
        second.resume();
        assertGoesOnToItsEnd(second);
    }

    @Test
    void begin_runHasEnded_isIdleAndShowsItThoughItWouldStartByItself() throws InterruptedException {
        LiveSimulation first = idleProcess();
        first.start(StartRequest.asConfigured());
        awaitAnnounced(RunState.RUNNING);
        awaitAnnounced(RunState.FINISHED);
        settings.autostart = true;

        LiveSimulation second = idleProcess();

        assertThat(second.status().tasksProcessed()).isEqualTo(TASKS);
        assertThat(second.status().comparison()).hasValueSatisfying(comparison ->
                assertThat(comparison.totals().tasks()).isEqualTo(TASKS));
    }

    private static final String LOG_HEADER = "cpu_seconds,gpu_seconds,arrival_seconds\n";
    private static final StartRequest KERNELS_AT_LOGGED_TIMES =
            request("kernels", OptionalDouble.empty(), Optional.of("log"));

    /** Tasks of one upload at the times of another, of which neither has as many as the run. */
    private LiveSimulation crashedWithArrivalsOfAnother() throws IOException, InterruptedException {
        LiveSimulation simulation = idleProcess();
        simulation.library.add("kernels", csv("cpu_seconds,gpu_seconds\n1,2\n3,1\n2,2\n"));
        simulation.library.add("log", csv(LOG_HEADER + "9,9,100\n9,9,102\n9,9,109\n9,9,111\n"));
        blockedInTheMiddle(simulation, KERNELS_AT_LOGGED_TIMES);
        crash();
        store.before(next -> { });
        return simulation;
    }

    @Test
    void begin_afterACrashWithArrivalsOfAnother_theSameStreamGoesOn() throws IOException, InterruptedException {
        crashedWithArrivalsOfAnother();
        assertThat(store.appended()).isNotEmpty().hasSizeLessThan((int) TASKS);

        LiveSimulation second = process();

        assertGoesOnToItsEnd(second);
        assertThat(store.states()).containsExactly(RunState.RUNNING, RunState.FINISHED);
        assertThat(second.status().comparison().orElseThrow().specification().arrivals())
                .hasValueSatisfying(arrivals -> assertThat(arrivals.workload()).isEqualTo("log"));
        // By hand: gaps of 2, 7 and 2 s, and after a pass one of their mean, 11 / 3 s.
        double[] within = {0, 2, 9, 11};
        assertThat(store.appended()).allSatisfy(task -> {
            int sequence = (int) task.sequence();
            assertThat(task.task().arrivalSeconds()).as("arrival of %d", sequence)
                    .isCloseTo(sequence / 4 * (11 + 11.0 / 3) + within[sequence % 4], within(1e-6));
            assertThat(task.actual().cpuSeconds()).as("task %d", sequence)
                    .isEqualTo(List.of(1.0, 3.0, 2.0).get(sequence % 3));
        });
    }

    @Test
    void begin_arrivalsOfTheRunUploadedAnew_failsSayingSo() throws IOException, InterruptedException {
        LiveSimulation first = crashedWithArrivalsOfAnother();
        first.library.add("log", csv(LOG_HEADER + "9,9,100\n9,9,103\n9,9,109\n9,9,111\n"));
        int counted = store.appended().size();

        LiveSimulation second = process();

        assertThat(settledAs(second, Phase.FAILED).failure()).hasValueSatisfying(failure ->
                assertThat(failure).contains("Workload 'log' has changed since run 1 began"));
        assertThat(store.appended()).hasSize(counted);
    }

    @Test
    void begin_workloadOfTheRunIsGone_failsSayingSo() throws IOException, InterruptedException {
        LiveSimulation first = idleProcess();
        first.library.add("kernels", csv("cpu_seconds,gpu_seconds\n1,2\n"));
        startHeld(first, request("kernels", OptionalDouble.empty()));
        crash();
        first.library.remove("kernels");

        LiveSimulation second = process();

        assertThat(settledAs(second, Phase.FAILED).failure()).hasValueSatisfying(failure ->
                assertThat(failure).contains("No workload 'kernels'"));
    }

    /** Regression: a run that could not be prepared was stored as one that runs, and failed again at each restart. */
    @Test
    void start_streamCannotBeOpened_isRefusedAndNothingIsStored() throws IOException {
        LiveSimulation simulation = idleProcess();
        simulation.library.add("batch", csv("cpu_seconds,gpu_seconds,arrival_seconds\n1,2,5\n1,2,5\n"));

        assertThatThrownBy(() -> simulation.start(request("batch", OptionalDouble.of(0.5))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("5.0 s");

        assertThat(store.latest()).isEmpty();
        assertThat(simulation.status().comparison()).isEmpty();
        assertThat(simulation.status().phase()).isEqualTo(Phase.IDLE);
    }

    /** Regression: the same with a parameter that is configured out of its range. */
    @Test
    void start_parameterConfiguredOutOfRange_isRefusedAndNothingIsStored() {
        LiveSimulation simulation = idleProcess();
        settings.parameters = Map.of("rl_agent.exploration", 7.0);

        assertThatThrownBy(() -> simulation.start(StartRequest.asConfigured()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("strategy.rl_agent.exploration is 7.0");

        assertThat(store.latest()).isEmpty();
    }

    @Test
    void run_storeBreaks_isNotedAsStoppedAndSaysWhyAndAStartFollows() throws InterruptedException {
        LiveSimulation simulation = idleProcess();
        store.before(next -> {
            throw new RunStoreException("The disk of postgresql://user:secret@host/db is full", null);
        });
        simulation.start(StartRequest.asConfigured());

        assertThat(settledAs(simulation, Phase.FAILED).failure()).hasValueSatisfying(failure ->
                assertThat(failure).contains("The disk of", "is full").doesNotContain("secret"));
        assertThat(store.states()).containsExactly(RunState.RUNNING, RunState.STOPPED);

        store.before(next -> { });
        announced.clear();
        simulation.start(StartRequest.asConfigured());
        awaitAnnounced(RunState.RUNNING);
        awaitAnnounced(RunState.FINISHED);
    }

    /** Regression: after an interrupt the simulation was RUNNING for good, without a loop, and could not be started. */
    @Test
    void run_interrupted_failsButGoesOnAfterARestart() throws InterruptedException {
        LiveSimulation simulation = blockedInTheMiddle();

        threads.shutdownNow();

        assertThat(settledAs(simulation, Phase.FAILED).failure()).isPresent();
        assertThat(store.states()).containsExactly(RunState.RUNNING);
    }

    /**
     * Regression: a run that ended while a pause was being noted left PAUSED behind, in the store and as the phase: it
     * could be resumed and stopped, but none could be started any more.
     */
    @Test
    void pause_whileTheRunEnds_theEndHasTheLastWord() throws InterruptedException {
        LiveSimulation simulation = idleProcess();
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicReference<Thread> loop = new AtomicReference<>();
        store.before(next -> {
            if (next.stream().anyMatch(task -> task.sequence() >= LAST_BURST)) {
                loop.set(Thread.currentThread());
                mayEnd.await();
            }
        });
        store.beforeChange(state -> {
            if (state == RunState.PAUSED) {
                mayEnd.countDown();
                await(() -> loop.get().getState() == Thread.State.BLOCKED
                        || store.states().contains(RunState.FINISHED));
            }
        });
        simulation.start(StartRequest.asConfigured());
        await(() -> loop.get() != null);

        simulation.pause();

        awaitAnnounced(RunState.RUNNING);
        awaitAnnounced(RunState.PAUSED);
        awaitAnnounced(RunState.FINISHED);
        assertThat(simulation.status().phase()).isEqualTo(Phase.IDLE);
        assertThat(store.states()).endsWith(RunState.FINISHED);
    }

    private static LiveSimulation.Status settledAs(LiveSimulation simulation, Phase phase) {
        await(() -> simulation.status().phase() == phase);
        return simulation.status();
    }

    private static ByteArrayInputStream csv(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The words are told to those who must not know this enum. */
    @Test
    void words_areThoseOfThePhases() {
        assertThat(LiveState.WORDS).containsExactlyElementsOf(Stream.of(Phase.values()).map(Phase::word).toList());
    }

    private static int modelInOffice(LiveSimulation simulation) {
        LearnedModel model = simulation.models.models().get("hybrid_ml");
        return model == null ? 0 : model.inOffice();
    }

    /**
     * A run that is held after its second burst of tasks, with so little load that hardly one is in flight: a process that
     * takes it up has none to train on before it pauses, too.
     */
    private LiveSimulation pausedWithModels() throws InterruptedException {
        LiveSimulation simulation = idleProcess();
        store.before(next -> {
            if (!store.appended().isEmpty()) {
                simulation.pause();
            }
        });
        simulation.start(request("synthetic", OptionalDouble.of(0.1)));
        await(() -> simulation.status().phase() == Phase.PAUSED && modelInOffice(simulation) > 1);
        store.before(next -> { });
        return simulation;
    }

    private int storedInOffice() {
        return modelStore.models(1, "hybrid_ml").stream().filter(EncodedModel::inOffice)
                .mapToInt(model -> model.version().version()).findFirst().orElse(0);
    }

    @Test
    void models_runToItsEnd_areStoredAsTheyStand() throws InterruptedException {
        settings.autostart = true;

        LiveSimulation simulation = process();
        awaitAnnounced(RunState.RUNNING);
        awaitAnnounced(RunState.FINISHED);

        LearnedModel last = simulation.models.models().get("hybrid_ml");
        assertThat(last.inOffice()).isPositive();
        assertThat(storedInOffice()).isEqualTo(last.inOffice());
        assertThat(modelStore.models(1, "hybrid_ml")).extracting(EncodedModel::version)
                .containsAll(last.report().versions());
    }

    @Test
    void models_nobodyStoresThemMeanwhile_areStoredAtTheEnd() throws InterruptedException {
        settings.autostart = true;
        refuseModels = true;

        LiveSimulation simulation = process();
        awaitAnnounced(RunState.RUNNING);
        awaitAnnounced(RunState.FINISHED);

        assertThat(storedInOffice()).isPositive().isEqualTo(modelInOffice(simulation));
    }

    @Test
    void models_storeOutOfReach_costTheRunNothing() throws InterruptedException {
        settings.autostart = true;
        modelStore.outOfReach(true);

        process();

        awaitAnnounced(RunState.RUNNING);
        awaitAnnounced(RunState.FINISHED);
        assertEachStoredOnce();
        assertThat(modelStore.attempts()).isPositive();
    }

    @Test
    void models_runTakenUpAfterACrash_areRestored() throws InterruptedException {
        pausedWithModels();
        await(() -> storedInOffice() > 0);
        crash();
        int inOffice = storedInOffice();
        store.before(next -> { });

        LiveSimulation next = process();

        settledAs(next, Phase.PAUSED);
        await(() -> modelInOffice(next) > 0);
        assertThat(modelInOffice(next)).isEqualTo(inOffice);
        assertThat(next.status().comparison().orElseThrow().coldStartRules()).doesNotContainKey("hybrid_ml");
        next.stop();
    }

    @Test
    void models_unreadableAtTheTakeUp_areLearnedAnew() throws InterruptedException {
        LiveSimulation simulation = blockedInTheMiddle();
        crash();
        assertThat(simulation.phase()).isNotEqualTo(Phase.IDLE);
        store.before(next -> { });
        modelStore.keep(1, "hybrid_ml", new EncodedModel(
                new ModelVersion(4, 1, 1, 0, 0, ModelVersion.Verdict.PROMOTED), true, new byte[50]));

        assertGoesOnToItsEnd(process());
    }

    @Test
    void rollBack_duringAPause_putsTheEarlierVersionInOfficeAtOnce() throws InterruptedException {
        LiveSimulation simulation = pausedWithModels();
        LearnedModel before = simulation.models.models().get("hybrid_ml");
        int earlier = before.eligible().stream().filter(version -> version < before.inOffice())
                .reduce((first, second) -> second).orElseThrow();

        simulation.models.rollBack("hybrid_ml", earlier);

        assertThat(modelInOffice(simulation)).isEqualTo(earlier);
        await(() -> storedInOffice() == earlier);
        assertThatThrownBy(() -> simulation.models.rollBack("hybrid_ml", 1_000))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1000");
        assertThatThrownBy(() -> simulation.models.rollBack("greedy", 1))
                .isInstanceOf(ImpossibleTransitionException.class);
        simulation.stop();
        assertThatThrownBy(() -> simulation.models.rollBack("hybrid_ml", earlier))
                .isInstanceOf(ImpossibleTransitionException.class).hasMessageContaining("no run goes on");
    }
}
