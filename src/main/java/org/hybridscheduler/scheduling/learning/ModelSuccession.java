package org.hybridscheduler.scheduling.learning;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.hybridscheduler.scheduling.ModelStatus;
import org.hybridscheduler.scheduling.ModelVersion;
import org.hybridscheduler.scheduling.ModelVersion.Verdict;

/**
 * Retrains a model as tasks finish and lets each challenger take over from the champion at a fixed point of the run, if
 * it does no worse. At each boundary of the {@link RetrainingSchedule} the model trained since the boundary before is
 * compared with the one in office on the observations made since, which neither has seen: the one whose predictions are
 * off by less, in the mean of |ln(predicted) - ln(observed)|, is in office from now on, a draw goes to the challenger.
 * Then the latest observations go to the next training. So the results of a run depend neither on the executor nor on
 * how fast training is.
 *
 * <p>A training that has not begun when its boundary comes, in a queue, in a closed executor, or refused by it, runs on
 * the calling thread; one that has begun is waited for. An interrupt does not end that wait, which is no longer than a
 * training, but is restored afterwards. A training that fails leaves the old model in place.
 *
 * <p>The latest {@value ModelArchive#CAPACITY} versions are kept, so that an earlier champion can be put back.
 *
 * <p>One thread tells of observations and finished tasks, rolls back, and asks for the status; any thread may ask for
 * the rest.
 */
public final class ModelSuccession {

    private static final Logger LOG = System.getLogger(ModelSuccession.class.getName());

    private final RuntimeModelTrainer trainer;
    private final Executor executor;
    private final RetrainingSchedule schedule;
    private final int window;
    private final long seed;
    private final Deque<Observation> latest = new ArrayDeque<>();
    /** Made since the training under way began: neither its model nor the champion has seen them. */
    private final Deque<Observation> heldOut = new ArrayDeque<>();
    private final ModelArchive archive = new ModelArchive();
    private long finished;
    private FutureTask<RuntimeModel> training;
    private long trainedAt;
    private int trainedOn;
    private int trained;
    private long rejected;
    private String logged = "";
    private PredictionError error = new PredictionError();
    private volatile State state = new State(null, 0, 0, null);

    /**
     * Starts without a model.
     *
     * @param retrainEvery finished tasks until the first training, and from one to the next at least; at least 1
     * @param window how many of the latest observations a training sees, at least 1
     * @param seed each training gets a seed of its own that follows from this one
     */
    public ModelSuccession(RuntimeModelTrainer trainer, Executor executor, int retrainEvery, int window, long seed) {
        this.trainer = Objects.requireNonNull(trainer, "trainer");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.schedule = new RetrainingSchedule(retrainEvery);
        this.window = requirePositive("window", window);
        this.seed = seed;
    }

    private static int requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " is " + value + ", expected at least 1");
        }
        return value;
    }

    /** Takes in what a device showed; before {@link #taskFinished} for the task that showed it. */
    public void observe(Observation observation) {
        Objects.requireNonNull(observation, "observation");
        measure(observation);
        if (latest.size() == window) {
            latest.removeFirst();
        }
        latest.addLast(observation);
        if (heldOut.size() == window) {
            heldOut.removeFirst();
        }
        heldOut.addLast(observation);
    }

    /** Has the model in office predict what it has not seen: no training that it came from knew of it. */
    private void measure(Observation observation) {
        RuntimeModel model = state.model;
        if (model != null && model.knows(observation.kind())) {
            error.add(model.predict(observation.task(), observation.kind()).expectedSeconds(), observation.seconds());
        }
    }

    /** Counts a finished task; at a boundary the challenger may take over, and the next training begins. */
    public void taskFinished() {
        finished++;
        if (schedule.due(finished)) {
            compare();
            if (!latest.isEmpty()) {
                train(List.copyOf(latest), seed + finished);
            }
        }
    }

    /** The model in office, empty until the first has taken over. */
    public Optional<RuntimeModel> current() {
        return Optional.ofNullable(state.model);
    }

    /** The version in office: its place among all that were trained, from 1; 0 while there is none. */
    public int version() {
        return state.version;
    }

    /** Challengers that did worse than the champion. */
    public long rejected() {
        return rejected;
    }

    /** The latest trained versions, oldest first, {@value ModelArchive#CAPACITY} at most. */
    public List<ModelVersion> history() {
        return archive.versions();
    }

    /**
     * Puts an earlier model back into office, until a challenger does no worse.
     *
     * @throws IllegalArgumentException where that version is not kept, or never took over
     */
    public void rollBack(int version) {
        RuntimeModel model = archive.model(version).orElseThrow(() -> new IllegalArgumentException("Version " + version
                + " is not kept, only " + archive.versions() + ". Maybe it was rejected, or is too old?"));
        if (version != state.version) {
            archive.rolledBack(state.version);
            state = new State(model, version, state.failures, null);
            error = new PredictionError();
        }
    }

    /** How the model in office is. */
    public ModelStatus status() {
        return new ModelStatus(state.version, state.failures, error.mean());
    }

    /** Why the latest training failed; empty when it did not. */
    public Optional<Throwable> lastFailure() {
        return Optional.ofNullable(state.failure);
    }

    private void train(List<Observation> observations, long ownSeed) {
        heldOut.clear();
        trainedAt = finished;
        trainedOn = observations.size();
        training = new FutureTask<>(
                () -> Objects.requireNonNull(trainer.train(observations, ownSeed), "trained model"));
        try {
            executor.execute(training);
        } catch (RuntimeException refused) {
            LOG.log(Level.DEBUG, "The executor refused a training; the next boundary runs it", refused);
        }
    }

    private void compare() {
        if (training == null) {
            return;
        }
        training.run(); // Nothing happens where the executor has begun or ended it.
        try {
            challenge(finished(training));
            logged = "";
        } catch (ExecutionException failure) {
            state = new State(state.model, state.version, state.failures + 1, failure.getCause());
            logOnce(failure.getCause());
        }
        training = null;
    }

    private void challenge(RuntimeModel challenger) {
        trained++;
        RuntimeModel champion = state.model;
        double[] scores = HeldOutScore.of(champion, challenger, heldOut);
        boolean promoted = !(scores[1] > scores[0]);
        ModelVersion version = new ModelVersion(trained, trainedAt, trainedOn, scores[0], scores[1],
                promoted ? Verdict.PROMOTED : Verdict.REJECTED);
        archive.add(version, challenger);
        if (promoted) {
            state = new State(challenger, trained, state.failures, null);
            error = new PredictionError();
        } else {
            rejected++;
            state = new State(champion, state.version, state.failures, null);
        }
    }

    private static RuntimeModel finished(FutureTask<RuntimeModel> training) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return training.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void logOnce(Throwable cause) {
        if (!logged.equals(cause.toString())) {
            logged = cause.toString();
            LOG.log(Level.WARNING, "Training a model after " + finished + " tasks failed; model " + state.version
                    + " stays. The same cause is not logged again until a training succeeds", cause);
        }
    }

    private record State(RuntimeModel model, int version, long failures, Throwable failure) {
    }
}
