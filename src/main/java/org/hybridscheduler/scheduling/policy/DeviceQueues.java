package org.hybridscheduler.scheduling.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Completion;
import org.hybridscheduler.scheduling.DeviceKind;
import org.hybridscheduler.scheduling.EarlyBinding;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.Task;

/** Lets a strategy that binds early decide for one that binds late: keeps each device's queue itself. */
final class DeviceQueues implements LateBinding {

    private final EarlyBinding strategy;
    private final List<Queue<Assignment>> queues = new ArrayList<>();

    DeviceQueues(EarlyBinding strategy, int devices) {
        this.strategy = strategy;
        for (int device = 0; device < devices; device++) {
            queues.add(new ArrayDeque<>());
        }
    }

    @Override
    public void enqueue(Task task, ClusterView cluster) {
        Placement placement = strategy.place(task, new View(cluster));
        Assignment bound = new Assignment(task, placement);
        if (placement.cpu() >= 0) {
            queues.get(placement.cpu()).add(bound);
        }
        if (placement.gpu() >= 0) {
            queues.get(placement.gpu()).add(bound);
        }
    }

    @Override
    public Assignment dispatch(ClusterView cluster) {
        for (Queue<Assignment> queue : queues) {
            Assignment head = queue.peek();
            if (head != null && atHead(head, head.placement().cpu(), cluster)
                    && atHead(head, head.placement().gpu(), cluster)) {
                queues.forEach(each -> {
                    if (each.peek() == head) {
                        each.remove();
                    }
                });
                return head;
            }
        }
        return null;
    }

    private boolean atHead(Assignment bound, int device, ClusterView cluster) {
        return device < 0 || cluster.idle(device) && queues.get(device).peek() == bound;
    }

    @Override
    public void completed(Completion completion) {
        strategy.completed(completion);
    }

    @Override
    public void lost(Task task, Placement placement) {
        strategy.lost(task, placement);
    }

    /** The cluster with these queues. */
    private final class View implements ClusterView {

        private final ClusterView cluster;

        View(ClusterView cluster) {
            this.cluster = cluster;
        }

        @Override
        public int queueLength(int device) {
            return queues.get(device).size();
        }

        @Override
        public double now() {
            return cluster.now();
        }

        @Override
        public int devices() {
            return cluster.devices();
        }

        @Override
        public DeviceKind kind(int device) {
            return cluster.kind(device);
        }

        @Override
        public boolean idle(int device) {
            return cluster.idle(device);
        }

        @Override
        public boolean up(int device) {
            return cluster.up(device);
        }

        @Override
        public Task running(int device) {
            return cluster.running(device);
        }

        @Override
        public double runningSince(int device) {
            return cluster.runningSince(device);
        }

        @Override
        public int waiting() {
            return cluster.waiting();
        }

        @Override
        public double transferSeconds(Task task, int device) {
            return cluster.transferSeconds(task, device);
        }

        @Override
        public boolean fits(Task task, int device, double fraction) {
            return cluster.fits(task, device, fraction);
        }
    }
}
