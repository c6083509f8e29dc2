package org.hybridscheduler.simulation.control;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.hybridscheduler.BuildInfo;
import org.hybridscheduler.LogSafe;
import org.hybridscheduler.simulation.engine.RunStoreException;
import org.hybridscheduler.simulation.experiment.Experiment;
import org.hybridscheduler.simulation.experiment.Experiment.Progress;
import org.hybridscheduler.simulation.experiment.ExperimentResult;
import org.hybridscheduler.simulation.experiment.ExperimentSpecification;
import org.hybridscheduler.simulation.experiment.ExperimentState;
import org.hybridscheduler.simulation.experiment.ExperimentStore;
import org.hybridscheduler.simulation.experiment.StoredExperiment;
import org.hybridscheduler.simulation.experiment.report.Build;
import org.hybridscheduler.simulation.experiment.report.JsonReport;
import org.hybridscheduler.simulation.experiment.report.Reports;

/**
 * The experiments of this process: one runs at a time, on a bounded number of threads beside the live comparison; others
 * wait their turn. What the store holds unfinished and this process does not know was interrupted.
 */
@ApplicationScoped
public class ExperimentQueue {

    private static final Logger LOG = System.getLogger(ExperimentQueue.class.getName());
    private static final long STORE_RETRY_MILLIS = 1_000;

    /** An experiment and how far it is. */
    public record Status(StoredExperiment experiment, Progress progress) {
    }

    /** One that waits or runs. Guarded by the queue. */
    private static final class Job {

        private final StoredExperiment stored;
        private final ExperimentSpecification specification;
        private Experiment running;
        private boolean cancelled;

        Job(StoredExperiment stored, ExperimentSpecification specification) {
            this.stored = stored;
            this.specification = specification;
        }

        private Status status() {
            return running == null ? new Status(stored, new Progress(0, stored.cells()))
                    : new Status(stored.in(ExperimentState.RUNNING), running.progress());
        }
    }

    @Resource
    ManagedThreadFactory threads;

    @Inject
    ExperimentStore store;

    @Inject
    ExperimentPlanner planner;

    @Inject
    ExperimentSettings settings;

    @Inject
    BuildInfo build;

    @Inject
    Clock clock;

    private final Map<Long, Job> jobs = new LinkedHashMap<>();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final CountDownLatch shutdown = new CountDownLatch(1);
    private boolean working;

    /**
     * Takes an experiment in.
     *
     * @throws IllegalArgumentException where the request cannot be met
     * @throws FullQueueException where too many wait already
     * @throws RunStoreException while the store is out of reach
     */
    public Status submit(ExperimentRequest request) {
        requireRoom();
        ExperimentSpecification specification = planner.plan(request);
        synchronized (this) {
            requireRoom();
            Job job = new Job(store.add(specification.hash(), JsonReport.of(specification),
                    specification.cells().size(), clock.instant(), settings.keep()), specification);
            jobs.put(job.stored.id(), job);
            waiting.add(job);
            if (!working) {
                threads.newThread(this::work).start();
                working = true;
            }
            return job.status();
        }
    }

    private synchronized void requireRoom() {
        // Of all jobs one runs, or is about to.
        if (jobs.size() > settings.maxQueued()) {
            throw new FullQueueException("As many experiments wait as may, " + settings.maxQueued()
                    + " (experiment.max_queued). Maybe try again later, or cancel one?");
        }
    }

    /** The experiment of that number, if there is one. */
    public Optional<Status> find(long id) {
        // Before the store is asked: one that ends meanwhile is in the store by the time that it is no job any more.
        Optional<Status> active = active(id);
        return active.isPresent() ? active : store.find(id).map(this::stored);
    }

    /** The latest ones, newest first. */
    public List<Status> latest(int limit) {
        Map<Long, Status> active = new LinkedHashMap<>();
        synchronized (this) {
            jobs.forEach((id, job) -> active.put(id, job.status()));
        }
        return store.latest(limit).stream().map(each -> active.containsKey(each.id()) && !each.state().over()
                ? active.get(each.id()) : stored(each)).toList();
    }

    private synchronized Optional<Status> active(long id) {
        return Optional.ofNullable(jobs.get(id)).map(Job::status);
    }

    private Status stored(StoredExperiment stored) {
        boolean finished = stored.state() == ExperimentState.FINISHED;
        boolean interrupted = !stored.state().over() && active(stored.id()).isEmpty();
        return new Status(interrupted ? stored.in(ExperimentState.INTERRUPTED) : stored,
                new Progress(finished ? stored.cells() : 0, stored.cells()));
    }

    /** The report of a finished experiment. */
    public Optional<String> report(long id, Reports.Format format) {
        return store.report(id, format);
    }

    /**
     * Ends an experiment that waits or runs; one that runs ends within moments.
     *
     * @throws ImpossibleTransitionException where it is over
     */
    public synchronized void cancel(long id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw new ImpossibleTransitionException("Experiment " + id + " is over");
        }
        job.cancelled = true;
        if (job.running != null) {
            job.running.cancel();
        } else if (waiting.remove(job)) {
            try {
                store.ended(id, ExperimentState.CANCELLED, null, clock.instant());
            } catch (RunStoreException e) {
                // It keeps its place: whoever asked is told, and may ask again.
                job.cancelled = false;
                waiting.addFirst(job);
                throw e;
            }
            jobs.remove(id);
        }
    }

    /**
     * Removes an experiment that is over, with its reports; answers whether there was one.
     *
     * @throws ImpossibleTransitionException where it waits or runs
     */
    public boolean remove(long id) {
        if (active(id).isPresent()) {
            throw new ImpossibleTransitionException("Experiment " + id + " is not over. Maybe cancel it first?");
        }
        return store.remove(id);
    }

    private void work() {
        for (Job job = next(); job != null; job = next()) {
            try {
                run(job);
            } catch (RuntimeException e) {
                // Not even its failure could be noted; those that wait are not to wait for ever.
                LOG.log(Level.ERROR, "Experiment " + job.stored.id() + " broke off", LogSafe.of(e));
            } finally {
                done(job);
            }
        }
    }

    private synchronized Job next() {
        Job job = shutdown.getCount() == 0 ? null : waiting.poll();
        working = job != null;
        return job;
    }

    private synchronized void done(Job job) {
        jobs.remove(job.stored.id());
    }

    private void run(Job job) {
        long id = job.stored.id();
        try {
            Experiment experiment = planner.prepare(job.specification);
            begin(job, experiment);
            noted(() -> store.running(id));
            ExperimentResult result = experiment.run(cells(), settings.threads(), progress -> { });
            Reports reports = Reports.of(result, new Build(build.version(), build.commit()));
            noted(() -> store.finished(id, result.failures().size(), reports, clock.instant()));
            LOG.log(Level.INFO, "Experiment {0} finished: {1} cells, {2} of them failed", id, result.cells().size(),
                    result.failures().size());
        } catch (CancellationException e) {
            if (shutdown.getCount() > 0) {
                noted(() -> store.ended(id, ExperimentState.CANCELLED, null, clock.instant()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "Experiment " + id + " failed", LogSafe.of(e));
            noted(() -> store.ended(id, ExperimentState.FAILED, e.getMessage() == null ? e.toString() : e.getMessage(),
                    clock.instant()));
        }
    }

    private synchronized void begin(Job job, Experiment experiment) {
        job.running = experiment;
        if (job.cancelled || shutdown.getCount() == 0) {
            experiment.cancel();
        }
    }

    /** Threads of low priority, where the operating system heeds that; their number is what bounds them. */
    private Executor cells() {
        return task -> {
            Thread thread = threads.newThread(task);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        };
    }

    /** Tries again until the store takes it, or the process ends. */
    private void noted(Runnable note) {
        boolean told = false;
        while (true) {
            try {
                note.run();
                return;
            } catch (RunStoreException e) {
                LOG.log(told ? Level.DEBUG : Level.WARNING, "An experiment waits for the store; will try again",
                        LogSafe.of(e));
                told = true;
            }
            try {
                if (shutdown.await(STORE_RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @PreDestroy
    synchronized void stop() {
        shutdown.countDown();
        jobs.values().stream().filter(job -> job.running != null).forEach(job -> job.running.cancel());
    }
}
