package org.hybridscheduler.simulation.engine;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.hybridscheduler.scheduling.Assignment;
import org.hybridscheduler.scheduling.ClusterSpec;
import org.hybridscheduler.scheduling.ClusterSpec.Power;
import org.hybridscheduler.scheduling.ClusterView;
import org.hybridscheduler.scheduling.Failures;
import org.hybridscheduler.scheduling.LateBinding;
import org.hybridscheduler.scheduling.Placement;
import org.hybridscheduler.scheduling.RunTimes;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.scheduling.Transfers;
import org.hybridscheduler.workload.Arrival;
import org.hybridscheduler.workload.TaskStream;

/** Tasks and clusters for tests of the engine. */
final class TestTasks {

    private TestTasks() {
    }

    /** Watts and prices that make energy and cost easy to follow. */
    static ClusterSpec cluster(int cpus, int gpus, int queueCapacity) {
        return new ClusterSpec(cpus, gpus, 1000, 0, 1e9, new Power(10, 100), new Power(20, 300), 0.01, 0.1,
                queueCapacity);
    }

    /** The same devices with other transfers and failures. */
    static ClusterSpec cluster(ClusterSpec like, Transfers transfers, Failures failures) {
        return new ClusterSpec(like.cpus(), like.gpus(), like.gpuMemoryMb(), like.linkLatencySeconds(),
                like.linkBytesPerSecond(), like.cpuPower(), like.gpuPower(), like.cpuUsdPerSecond(),
                like.gpuUsdPerSecond(), like.queueCapacity(), transfers, failures);
    }

    static Arrival arrival(long id, double at, double cpuSeconds, double gpuSeconds, long... parents) {
        return arrival(id, at, new RunTimes(cpuSeconds, gpuSeconds, 0), 0, parents);
    }

    static Arrival arrival(long id, double at, RunTimes times, double memoryMb, long... parents) {
        return new Arrival(new Task(id, at, null, 0, memoryMb, new double[0], parents), times);
    }

    static TaskStream stream(List<Arrival> arrivals) {
        Iterator<Arrival> iterator = arrivals.iterator();
        return () -> iterator.hasNext() ? iterator.next() : null;
    }

    /** One central queue in order of arrival, served by the first idle device that fits. */
    static class FirstComeFirstServed implements LateBinding {

        private final Queue<Task> queue = new ArrayDeque<>();

        @Override
        public void enqueue(Task task, ClusterView cluster) {
            queue.add(task);
        }

        @Override
        public Assignment dispatch(ClusterView cluster) {
            for (int device = 0; device < cluster.devices(); device++) {
                if (!queue.isEmpty() && cluster.idle(device) && cluster.fits(queue.peek(), device, 1)) {
                    return new Assignment(queue.remove(), Placement.on(cluster.kind(device), device));
                }
            }
            return null;
        }
    }
}
