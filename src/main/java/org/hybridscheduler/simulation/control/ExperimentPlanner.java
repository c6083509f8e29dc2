package org.hybridscheduler.simulation.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.policy.StrategyRegistry;
import org.hybridscheduler.simulation.engine.RunStrategies;
import org.hybridscheduler.simulation.experiment.Cell;
import org.hybridscheduler.simulation.experiment.Experiment;
import org.hybridscheduler.simulation.experiment.ExperimentSpecification;
import org.hybridscheduler.simulation.experiment.ExperimentSpecification.WorkloadReference;
import org.hybridscheduler.workload.Capacity;
import org.hybridscheduler.workload.StreamSpec.Draw;
import org.hybridscheduler.workload.Workload;

/** Completes what a client asks of an experiment with what is configured. */
@ApplicationScoped
public class ExperimentPlanner {

    @Inject
    SimulationSettings settings;

    @Inject
    ExperimentSettings bounds;

    @Inject
    WorkloadLibrary library;

    @Inject
    StrategyRegistry registry;

    /**
     * A complete specification, of an experiment whose every cell can begin.
     *
     * @throws IllegalArgumentException where there is no such workload, nothing on the cluster can run one, there are
     *     more runs than allowed, or a parameter is out of its range
     */
    ExperimentSpecification plan(ExperimentRequest request) {
        List<String> strategies = request.strategies().orElseGet(settings::strategies);
        ClusterSpec cluster = settings.cluster(request.cpus(), request.gpus(), request.gpuMemoryMb(),
                request.queueCapacity());
        long tasks = request.tasks().orElse(ExperimentRequest.DEFAULT_TASKS);
        Map<String, Double> parameters = settings.parameters(registry, strategies);
        request.parameters().forEach((name, value) -> {
            if (parameters.replace(name, value) == null) {
                throw new IllegalArgumentException("parameters." + name + " is of a strategy that the experiment does not"
                        + " have, expected one of: " + String.join(", ", parameters.keySet()));
            }
        });
        List<WorkloadReference> workloads = new ArrayList<>();
        for (String name : request.workloads().orElseGet(() -> List.of(settings.workload()))) {
            workloads.add(reference(name, cluster));
        }
        ExperimentSpecification specification = new ExperimentSpecification(strategies, workloads,
                request.loads().orElseGet(() -> List.of(settings.load())),
                request.seeds().orElseGet(() -> ExperimentSpecification.seeds(1, ExperimentRequest.DEFAULT_SEEDS)), tasks,
                request.warmUpTasks().orElse(tasks / 10), request.draw().orElse(Draw.RANDOM), request.noiseCv(), cluster,
                parameters);
        requirePossible(specification);
        return specification;
    }

    private WorkloadReference reference(String name, ClusterSpec cluster) {
        Workload workload = workload(name);
        Capacity.tasksPerSecond(workload.demands(cluster), cluster);
        return WorkloadReference.of(workload);
    }

    private void requirePossible(ExperimentSpecification specification) {
        List<Cell> cells = specification.cells();
        long runs = (long) cells.size() * specification.strategies().size();
        if (runs > bounds.maxRuns()) {
            throw new IllegalArgumentException("strategies x workloads x loads x seeds is " + runs
                    + " runs, expected at most " + bounds.maxRuns() + " (experiment.max_runs)");
        }
        new RunStrategies(registry, strategy -> Runnable::run).untried(specification.run(cells.get(0)),
                workload(cells.get(0).workload()));
    }

    /**
     * The experiment, with its workloads read.
     *
     * @throws IllegalArgumentException where one of them is gone, or another than it was
     */
    Experiment prepare(ExperimentSpecification specification) {
        return new Experiment(specification,
                specification.workloads().stream().map(reference -> workload(reference.name())).toList(), registry);
    }

    private Workload workload(String name) {
        return library.find(name).orElseThrow(() -> new IllegalArgumentException("No workload '" + name
                + "', expected one of " + String.join(", ", library.names())));
    }
}
