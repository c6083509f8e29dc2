package org.hybridscheduler.simulation.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.Failures;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.engine.RunSpecification;
import org.hybridscheduler.simulation.engine.RunSpecification.Arrivals;
import org.hybridscheduler.workload.Capacity;
import org.hybridscheduler.workload.CombinedWorkload;
import org.hybridscheduler.workload.RecordedWorkload;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.Workload;

/** Completes what a client asked for with what is configured. */
@ApplicationScoped
public class RunPlanner {

    @Inject
    SimulationSettings settings;

    @Inject
    WorkloadLibrary library;

    @Inject
    StrategyRegistry registry;

    /**
     * A complete specification, of a run that can begin.
     *
     * @throws IllegalArgumentException where there is no such workload or strategy, nothing on the cluster can run it,
     *     or a configured parameter is out of its range
     */
    RunSpecification plan(StartRequest request) {
        String name = request.workload().orElseGet(settings::workload);
        Workload workload = library.find(name, request.arrivals());
        Draw draw = request.draw().orElseGet(settings::draw);
        List<String> strategies = request.strategies().orElseGet(settings::strategies);
        ClusterSpec cluster = cluster(request);
        Capacity.tasksPerSecond(workload.demands(cluster), cluster);
        OptionalLong maxTasks = request.maxTasks().isPresent() ? request.maxTasks() : settings.maxTasks();
        RunSpecification specification = new RunSpecification(name, tasks(workload).digest(), draw,
                request.seed().orElseGet(settings::seed), load(request, workload, draw), request.noiseCv(), maxTasks,
                cluster, strategies, settings.parameters(registry, strategies), arrivals(workload));
        // So that nothing is stored of a run that cannot begin.
        new RunFactory(registry, strategy -> Runnable::run, () -> 0).requirePossible(specification, workload);
        return specification;
    }

    private static Workload tasks(Workload workload) {
        return workload instanceof CombinedWorkload combined ? combined.tasks() : workload;
    }

    private static Optional<Arrivals> arrivals(Workload workload) {
        return workload instanceof CombinedWorkload combined
                ? Optional.of(new Arrivals(combined.arrivals().name(), combined.arrivals().digest()))
                : Optional.empty();
    }

    double pace(StartRequest request) {
        return request.paceTasksPerSecond().orElseGet(settings::paceTasksPerSecond);
    }

    /** Recorded arrival times stand where the client asks for no load. */
    private OptionalDouble load(StartRequest request, Workload workload, Draw draw) {
        boolean recordedTimes = workload instanceof CombinedWorkload
                || workload instanceof RecordedWorkload recorded && recorded.hasArrivals() && draw == Draw.IN_ORDER;
        return request.load().isPresent() || recordedTimes ? request.load() : OptionalDouble.of(settings.load());
    }

    private ClusterSpec cluster(StartRequest request) {
        ClusterSpec cluster = settings.cluster(request.cpus(), request.gpus(), request.gpuMemoryMb(),
                request.queueCapacity());
        return cluster.with(request.transfers().orElse(cluster.transfers()), failures(request, cluster.failures()));
    }

    /** Asked for as 0, devices never fail. */
    private static Failures failures(StartRequest request, Failures configured) {
        double toFailure = request.meanSecondsToFailure().orElse(configured.meanSecondsToFailure());
        return toFailure == 0 || toFailure == Double.POSITIVE_INFINITY ? Failures.NONE
                : new Failures(toFailure, request.meanSecondsToRepair().orElse(configured.meanSecondsToRepair()));
    }
}
