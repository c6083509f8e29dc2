package org.hybridscheduler.scheduling.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.Knowledge;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Strategy;
import org.hybridscheduler.scheduling.StrategyContext;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.scheduling.planning.Heft;
import org.hybridscheduler.scheduling.planning.Schedule;
import org.hybridscheduler.scheduling.planning.TaskGraph;

/**
 * HEFT ({@link Heft}; Topcuoglu, Hariri and Wu 2002) over all tasks that have arrived and not started, those that wait
 * for parents included. Devices start the tasks in the order of the plan, and wait for one that is not ready. It plans
 * anew when tasks have arrived or were lost, and when a device failed or came back.
 *
 * <p>A plan is made over a window of the tasks that arrived first: parents are among them, since they arrive before
 * their children. It costs O(window * devices) besides sorting where tasks have no parents, times the gaps of a device
 * where they have.
 */
@Strategy(name = "heft", kind = "heuristic", knowledge = Knowledge.CLAIRVOYANT,
        description = "Plans all tasks that have arrived by HEFT, descendants included, and starts them by the plan.",
        parameters = @Strategy.Parameter(name = "window", defaultValue = 4000, min = 1, max = 100_000,
                description = "Tasks that a plan looks ahead, in the order of their arrival"))
public final class RankedPlan extends InformedPolicy implements LateBinding {

    /** Costs that a plan holds at most, a task on a device each. */
    private static final int MAX_COSTS = 1_000_000;

    private final int window;
    /** Arrived and not started, by id: parents come before their children. */
    private final NavigableMap<Long, Task> known = new TreeMap<>();
    private final Set<Long> ready = new HashSet<>();
    /** Of the tasks that run: when they are expected to finish. */
    private final Map<Long, Double> running = new HashMap<>();
    private final List<Deque<Task>> plan = new ArrayList<>();
    private final boolean[] up;
    private int planned;
    private boolean outdated;

    public RankedPlan(StrategyContext context) {
        super(context);
        int devices = spec().devices();
        window = Math.min((int) context.parameter("window"), MAX_COSTS / devices);
        for (int device = 0; device < devices; device++) {
            plan.add(new ArrayDeque<>());
        }
        up = new boolean[devices];
    }

    @Override
    public void inform(Task task, RunTimes mean) {
        super.inform(task, mean);
        expect(task);
    }

    @Override
    public void lost(Task task, Placement placement) {
        super.lost(task, placement);
        running.remove(task.id());
        expect(task);
    }

    private void expect(Task task) {
        known.put(task.id(), task);
        outdated = true;
    }

    @Override
    public void completed(Completion completion) {
        super.completed(completion);
        running.remove(completion.task().id());
    }

    @Override
    public void enqueue(Task task, ClusterView cluster) {
        ready.add(task.id());
    }

    @Override
    public Assignment dispatch(ClusterView cluster) {
        if (known.isEmpty()) {
            return null;
        }
        if (outdated || devicesChanged(cluster) || planned < Math.min(known.size(), Math.max(1, window / 2))) {
            planAnew(cluster);
        }
        for (int device = 0; device < plan.size(); device++) {
            Task next = plan.get(device).peek();
            if (next != null && cluster.idle(device) && ready.contains(next.id())) {
                return start(next, device, cluster);
            }
        }
        return null;
    }

    private Assignment start(Task task, int device, ClusterView cluster) {
        plan.get(device).remove();
        planned--;
        known.remove(task.id());
        ready.remove(task.id());
        running.put(task.id(), finishAt(task, device, cluster));
        return new Assignment(task, give(task, device, cluster));
    }

    private boolean devicesChanged(ClusterView cluster) {
        for (int device = 0; device < up.length; device++) {
            if (up[device] != cluster.up(device)) {
                return true;
            }
        }
        return false;
    }

    private void planAnew(ClusterView cluster) {
        List<Task> tasks = known.values().stream().limit(window).toList();
        double[] freeAt = new double[up.length];
        for (int device = 0; device < up.length; device++) {
            up[device] = cluster.up(device);
            freeAt[device] = freeAt(device, cluster);
        }
        double[] releases = tasks.stream().mapToDouble(task -> release(task, cluster)).toArray();
        Schedule schedule = Heft.plan(graph(tasks, cluster), freeAt, releases);
        plan.forEach(Deque::clear);
        IntStream.range(0, tasks.size()).boxed()
                .sorted(Comparator.comparingDouble(index -> schedule.starts()[index]))
                .forEach(index -> plan.get(schedule.devices()[index]).add(tasks.get(index)));
        planned = tasks.size();
        outdated = false;
    }

    /** Not before the parents that run already have finished. */
    private double release(Task task, ClusterView cluster) {
        double release = cluster.now();
        for (long parent : task.parents()) {
            release = Math.max(release, running.getOrDefault(parent, 0.0));
        }
        return release;
    }

    private TaskGraph graph(List<Task> tasks, ClusterView cluster) {
        Map<Long, Integer> indices = new HashMap<>();
        double[][] costs = new double[tasks.size()][];
        List<TaskGraph.Edge> edges = new ArrayList<>();
        for (int index = 0; index < costs.length; index++) {
            Task task = tasks.get(index);
            indices.put(task.id(), index);
            costs[index] = costs(task, cluster);
            for (int parent = 0; parent < task.parents().length; parent++) {
                Integer source = indices.get(task.parents()[parent]);
                if (source != null) {
                    edges.add(new TaskGraph.Edge(source, index, moveSeconds(task.parentBytes()[parent])));
                }
            }
        }
        return new TaskGraph(costs, edges, memories());
    }

    /** Where its data will be is known of a task that is ready; of the others the plan's edges count it. */
    private double[] costs(Task task, ClusterView cluster) {
        boolean located = ready.contains(task.id());
        boolean anyUp = IntStream.range(0, up.length).anyMatch(device -> up[device] && cluster.fits(task, device, 1));
        double[] costs = new double[up.length];
        for (int device = 0; device < costs.length; device++) {
            boolean possible = cluster.fits(task, device, 1) && (up[device] || !anyUp);
            costs[device] = !possible ? Double.POSITIVE_INFINITY
                    : located ? holdSeconds(task, device, cluster) : runSeconds(task, device);
        }
        return costs;
    }

    private double moveSeconds(double bytes) {
        return spec().transfers() == Transfers.INCLUDED ? 0 : bytes / spec().linkBytesPerSecond();
    }

    /** CPU workers share the host's memory, each GPU has its own. */
    private int[] memories() {
        int[] memories = new int[up.length];
        Arrays.setAll(memories, device -> spec().kind(device) == DeviceKind.CPU ? 0 : device + 1);
        return memories;
    }
}
