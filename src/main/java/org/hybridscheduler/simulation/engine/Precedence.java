package org.hybridscheduler.simulation.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.hybridscheduler.scheduling.Task;
import org.hybridscheduler.workload.Arrival;

/** The tasks in the system, and which of them wait for which. */
final class Precedence {

    private final TaskTable<Job> inSystem = new TaskTable<>();
    private final RejectedTasks rejected;
    /** Not ready: a parent has not finished. */
    private int held;

    Precedence(long firstTaskId) {
        rejected = new RejectedTasks(firstTaskId);
    }

    TaskTable<Job> inSystem() {
        return inSystem;
    }

    int held() {
        return held;
    }

    boolean anyParentRejected(Task task) {
        for (long id : task.parents()) {
            if (rejected.contains(id)) {
                return true;
            }
        }
        return false;
    }

    void reject(Task task) {
        rejected.add(task.id());
    }

    /** Takes the task into the system, behind those of its parents that are still there. */
    Job admit(Arrival arrival) {
        Job job = new Job(arrival.task(), arrival.actual());
        inSystem.put(job.task.id(), job);
        for (long id : job.task.parents()) {
            Job parent = inSystem.get(id);
            if (parent != null) {
                job.openParents++;
                if (parent.children == null) {
                    parent.children = new ArrayList<>(2);
                }
                parent.children.add(job);
            }
        }
        if (job.openParents > 0) {
            held++;
        }
        return job;
    }

    /** The job has finished and leaves. */
    void leave(Job job) {
        inSystem.remove(job.task.id());
    }

    /** Whether a parent that has finished was the last one that the child waited for. */
    boolean released(Job child) {
        if (--child.openParents != 0) {
            return false;
        }
        held--;
        return true;
    }

    /** Takes a job out that will never finish, with all that wait for it; answers them in that order. */
    List<Job> giveUp(Job hopeless) {
        List<Job> gone = new ArrayList<>();
        Deque<Job> next = new ArrayDeque<>(List.of(hopeless));
        while (!next.isEmpty()) {
            Job job = next.remove();
            if (inSystem.remove(job.task.id()) == null) {
                continue;
            }
            gone.add(job);
            reject(job.task);
            if (job != hopeless) {
                held--;
                // Another parent that finishes later will not release it.
                job.openParents = 0;
            }
            if (job.children != null) {
                next.addAll(job.children);
            }
        }
        return gone;
    }

    /** No task to come has a parent with a smaller id. */
    void forgetBefore(long id) {
        rejected.forgetBefore(id);
    }

    int retained() {
        return inSystem.size() + rejected.retained();
    }
}
