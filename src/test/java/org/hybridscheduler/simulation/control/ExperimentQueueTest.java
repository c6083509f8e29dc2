package org.hybridscheduler.simulation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.hybridscheduler.BuildInfo;
import org.hybridscheduler.simulation.control.ExperimentQueue.Status;
import org.hybridscheduler.simulation.experiment.Experiment;
import org.hybridscheduler.simulation.experiment.Experiment.Progress;
import org.hybridscheduler.simulation.experiment.ExperimentSpecification;
import org.hybridscheduler.simulation.experiment.ExperimentState;
import org.hybridscheduler.simulation.experiment.Experiments;
import org.hybridscheduler.simulation.experiment.report.Reports.Format;
import org.junit.jupiter.api.Test;

/** The queue's threads run when the test says so, on the test's own thread. */
class ExperimentQueueTest {

    private static final Instant NOW = Instant.parse("2026-11-23T11:22:33.123Z");

    private final RecordingExperimentStore store = new RecordingExperimentStore();
    private final Deque<Runnable> started = new ArrayDeque<>();
    private final ExperimentSpecification specification = Experiments.specification(List.of("greedy", "oracle"),
            List.of(Experiments.SYNTHETIC), List.of(0.5), 2, 50, 5);
    private Runnable duringARun = () -> { };
    private boolean uploadedAnew;
    private final ExperimentQueue queue = queue(1);

    private ExperimentQueue queue(int maxQueued) {
        ExperimentQueue created = new ExperimentQueue();
        created.store = store;
        created.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        created.build = new BuildInfo() {
            @Override
            public String version() {
                return "1.6.0";
            }

            @Override
            public String commit() {
                return "0123abcd";
            }
        };
        created.settings = new ExperimentSettings() {
            @Override
            public int threads() {
                return 1;
            }

            @Override
            public int maxQueued() {
                return maxQueued;
            }

            @Override
            public int keep() {
                return 10;
            }
        };
        created.planner = new ExperimentPlanner() {
            @Override
            ExperimentSpecification plan(ExperimentRequest request) {
                return specification;
            }

            @Override
            Experiment prepare(ExperimentSpecification planned) {
                if (uploadedAnew) {
                    throw new IllegalArgumentException("uploaded anew");
                }
                return new Experiment(planned, List.of(Experiments.SYNTHETIC), Experiments.REGISTRY);
            }
        };
        created.threads = new Threads();
        return created;
    }

    /** The queue's own thread is kept for the test to run; those of cells run at once. */
    private final class Threads implements ManagedThreadFactory {

        private boolean running;

        @Override
        public Thread newThread(Runnable task) {
            return new Thread() {
                @Override
                public synchronized void start() {
                    if (running) {
                        duringARun.run();
                        task.run();
                    } else {
                        started.add(() -> {
                            running = true;
                            task.run();
                            running = false;
                        });
                    }
                }
            };
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            throw new UnsupportedOperationException();
        }
    }

    private void work() {
        assertThat(started).as("threads of the queue").hasSize(1);
        started.poll().run();
    }

    private ExperimentState state(long id) {
        return queue.find(id).orElseThrow().experiment().state();
    }

    @Test
    void submit_experiment_waitsRunsAndIsKeptWithItsReports() {
        Status submitted = queue.submit(null);
        assertThat(submitted.experiment().state()).isEqualTo(ExperimentState.QUEUED);
        assertThat(submitted.progress()).isEqualTo(new Progress(0, 2));
        duringARun = () -> assertThat(state(1)).isEqualTo(ExperimentState.RUNNING);

        work();

        Status finished = queue.find(1).orElseThrow();
        assertThat(finished.experiment().state()).isEqualTo(ExperimentState.FINISHED);
        assertThat(finished.progress()).isEqualTo(new Progress(2, 2));
        assertThat(finished.experiment().finishedAt()).isEqualTo(NOW);
        assertThat(queue.report(1, Format.CSV).orElseThrow()).contains(specification.hash() + ",1.6.0,0123abcd,");
        assertThat(queue.latest(5)).containsExactly(finished);
    }

    @Test
    void submit_moreThanMayWait_isRefusedUntilThereIsRoom() {
        queue.submit(null);
        queue.submit(null);
        assertThatThrownBy(() -> queue.submit(null)).isInstanceOf(FullQueueException.class)
                .hasMessageContaining("experiment.max_queued");

        work();

        assertThat(state(1)).isEqualTo(ExperimentState.FINISHED);
        assertThat(state(2)).isEqualTo(ExperimentState.FINISHED);
        assertThat(queue.submit(null).experiment().id()).isEqualTo(3);
        work();
        assertThat(state(3)).as("a new thread takes over").isEqualTo(ExperimentState.FINISHED);
    }

    @Test
    void cancel_oneThatWaits_neverRuns() {
        queue.submit(null);
        queue.submit(null);

        queue.cancel(2);

        assertThat(state(2)).isEqualTo(ExperimentState.CANCELLED);
        work();
        assertThat(state(1)).isEqualTo(ExperimentState.FINISHED);
        assertThat(state(2)).isEqualTo(ExperimentState.CANCELLED);
        assertThatThrownBy(() -> queue.cancel(2)).isInstanceOf(ImpossibleTransitionException.class);
    }

    @Test
    void cancel_oneThatRuns_endsItAndTheNextOneRuns() {
        queue.submit(null);
        queue.submit(null);
        duringARun = () -> {
            if (state(1) == ExperimentState.RUNNING) {
                queue.cancel(1);
            }
        };

        work();

        assertThat(state(1)).isEqualTo(ExperimentState.CANCELLED);
        assertThat(queue.report(1, Format.JSON)).isEmpty();
        assertThat(state(2)).isEqualTo(ExperimentState.FINISHED);
    }

    @Test
    void cancel_whileTheStoreIsOutOfReach_changesNothing() {
        queue.submit(null);
        store.fail(1);

        assertThatThrownBy(() -> queue.cancel(1)).hasMessageContaining("out of reach");
        work();

        assertThat(state(1)).isEqualTo(ExperimentState.FINISHED);
    }

    @Test
    void remove_onlyWhatIsOver_isGone() {
        queue.submit(null);
        assertThatThrownBy(() -> queue.remove(1)).isInstanceOf(ImpossibleTransitionException.class)
                .hasMessageContaining("Maybe");
        work();

        assertThat(queue.remove(1)).isTrue();
        assertThat(queue.find(1)).isEmpty();
        assertThat(queue.remove(1)).isFalse();
    }

    @Test
    void run_workloadThatChangedSince_failsWithTheReason() {
        queue.submit(null);
        uploadedAnew = true;

        work();

        assertThat(state(1)).isEqualTo(ExperimentState.FAILED);
        assertThat(queue.find(1).orElseThrow().experiment().failure()).isEqualTo("uploaded anew");
    }

    @Test
    void find_unfinishedOneOfAProcessThatIsGone_isInterruptedAndCanBeRemoved() {
        queue.submit(null);
        store.running(1);

        ExperimentQueue restarted = queue(1);

        assertThat(restarted.find(1).orElseThrow().experiment().state()).isEqualTo(ExperimentState.INTERRUPTED);
        assertThat(restarted.latest(5)).extracting(each -> each.experiment().state())
                .containsExactly(ExperimentState.INTERRUPTED);
        assertThat(restarted.remove(1)).isTrue();
    }

    @Test
    void stop_duringARun_leavesItAsInterruptedForTheNextProcess() {
        queue.submit(null);
        queue.submit(null);
        duringARun = queue::stop;

        work();

        assertThat(queue(1).find(1).orElseThrow().experiment().state()).isEqualTo(ExperimentState.INTERRUPTED);
        assertThat(queue(1).find(2).orElseThrow().experiment().state()).isEqualTo(ExperimentState.INTERRUPTED);
    }
}
