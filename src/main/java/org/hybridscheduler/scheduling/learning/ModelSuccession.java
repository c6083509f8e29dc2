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

/**
 * Retrains a model as tasks finish and lets each successor take over at a fixed point of the run. At each boundary,
 * every so many finished tasks, the model trained since the boundary before takes over and the latest observations go
 * to the next training: the results of a run depend neither on the executor nor on how fast training is.
 *
 * <p>A training that has not begun when its boundary comes, in a queue, in a closed executor, or refused by it, runs on
 * the calling thread; one that has begun is waited for. An interrupt does not end that wait, which is no longer than a
 * training, but is restored afterwards. A training that fails leaves the old model in place.
 *
 * <p>One thread tells of observations and finished tasks, and asks for the status; any thread may ask for the rest.
 */
public final class ModelSuccession {

    private static final Logger LOG = System.getLogger(ModelSuccession.class.getName());

    private final RuntimeModelTrainer trainer;
    private final Executor executor;
    private final int retrainEvery;
    private final int window;
    private final long seed;
    private final Deque<Observation> latest = new ArrayDeque<>();
    private long finished;
    private FutureTask<RuntimeModel> training;
    private String logged = "";
    private PredictionError error = new PredictionError();
    private volatile State state = new State(null, 0, 0, null);

    /**
     * Starts without a model.
     *
     * @param retrainEvery finished tasks from one boundary to the next, at least 1
     * @param window how many of the latest observations a training sees, at least 1
     * @param seed each training gets a seed of its own that follows from this one
     */
    public ModelSuccession(RuntimeModelTrainer trainer, Executor executor, int retrainEvery, int window, long seed) {
        this.trainer = Objects.requireNonNull(trainer, "trainer");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.retrainEvery = requirePositive("retrainEvery", retrainEvery);
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
    }

    /** Has the model in office predict what it has not seen: no training that it came from knew of it. */
    private void measure(Observation observation) {
        RuntimeModel model = state.model;
        if (model != null && model.knows(observation.kind())) {
            error.add(model.predict(observation.task(), observation.kind()).expectedSeconds(), observation.seconds());
        }
    }

    /** Counts a finished task; at a boundary the successor takes over and the next training begins. */
    public void taskFinished() {
        finished++;
        if (finished % retrainEvery == 0) {
            takeOver();
            if (!latest.isEmpty()) {
                train(List.copyOf(latest), seed + finished);
            }
        }
    }

    /** The model in office, empty until the first has taken over. */
    public Optional<RuntimeModel> current() {
        return Optional.ofNullable(state.model);
    }

    /** How many models have taken over so far. */
    public int version() {
        return state.version;
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
        training = new FutureTask<>(
                () -> Objects.requireNonNull(trainer.train(observations, ownSeed), "trained model"));
        try {
            executor.execute(training);
        } catch (RuntimeException refused) {
            LOG.log(Level.DEBUG, "The executor refused a training; the next boundary runs it", refused);
        }
    }

    private void takeOver() {
        if (training == null) {
            return;
        }
        training.run(); // Nothing happens where the executor has begun or ended it.
        try {
            state = new State(finished(training), state.version + 1, state.failures, null);
            error = new PredictionError();
            logged = "";
        } catch (ExecutionException failure) {
            state = new State(state.model, state.version, state.failures + 1, failure.getCause());
            logOnce(failure.getCause());
        }
        training = null;
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
