package org.hybridscheduler.simulation.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.engine.RunTotals;
import org.hybridscheduler.workload.Workload;

/** One experiment, to be run once; it can be watched and cancelled from any thread. */
public final class Experiment {

    private final ExperimentSpecification specification;
    private final CellRunner runner;
    private final List<Cell> cells;
    private final AtomicReferenceArray<CellResult> results;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean cancelled;

    /**
     * How far it is.
     *
     * @param done cells that have a result, or failed
     * @param total all cells
     */
    public record Progress(int done, int total) {
    }

    /**
     * An experiment that has not begun.
     *
     * @throws IllegalArgumentException where a workload that the specification names is not among these
     */
    public Experiment(ExperimentSpecification specification, List<Workload> workloads, StrategyRegistry registry) {
        this.specification = specification;
        runner = new CellRunner(specification, workloads, registry, () -> cancelled);
        cells = specification.cells();
        results = new AtomicReferenceArray<>(cells.size());
    }

    /**
     * Runs all cells and waits for them. A cell that fails does not end the others.
     *
     * @param threads how many cells run at a time, at least 1; the result does not depend on it
     * @param watcher told of each cell that is done, by the thread that did it
     * @throws CancellationException where it was cancelled
     * @throws InterruptedException when interrupted; then it is cancelled
     */
    public ExperimentResult run(Executor executor, int threads, Consumer<Progress> watcher) throws InterruptedException {
        int workers = Math.min(threads, cells.size());
        CountDownLatch working = new CountDownLatch(workers);
        try {
            for (int i = 0; i < workers; i++) {
                executor.execute(() -> {
                    try {
                        work(watcher);
                    } finally {
                        working.countDown();
                    }
                });
            }
            working.await();
        } catch (InterruptedException | RuntimeException e) {
            // Threads that were there before one was refused are not to go on unseen.
            cancel();
            throw e;
        }
        if (cancelled) {
            throw new CancellationException("The experiment was cancelled after " + progress().done() + " of "
                    + cells.size() + " cells");
        }
        List<CellResult> ordered = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            ordered.add(results.get(i));
        }
        return new ExperimentResult(specification, ordered);
    }

    private void work(Consumer<Progress> watcher) {
        for (int i = next.getAndIncrement(); i < cells.size() && !cancelled; i = next.getAndIncrement()) {
            try {
                results.set(i, runner.run(cells.get(i)));
            } catch (CancellationException e) {
                return;
            } catch (RuntimeException | Error e) {
                // Out of memory, too, is this cell's failure; the others may well have room.
                results.set(i, failed(cells.get(i), e));
            }
            watcher.accept(new Progress(done.incrementAndGet(), cells.size()));
        }
    }

    private CellResult failed(Cell cell, Throwable failure) {
        String why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new CellResult(cell, new RunTotals(specification.strategies()).figures(), Map.of(), why);
    }

    /** Ends it soon; what it has is dropped. Does nothing where it is over. */
    public void cancel() {
        cancelled = true;
    }

    public Progress progress() {
        return new Progress(done.get(), cells.size());
    }
}
