package org.hybridscheduler.workload.wfformat;

import java.util.LinkedHashSet;
import java.util.Set;

/** A task as the specification of a workflow has it. */
final class WfTask {

    /** Where it begins in the text. */
    final long line;
    final int column;
    String id;
    String name;

    /** Ids of the tasks that must end first. */
    final Set<String> parents = new LinkedHashSet<>();

    /** Ids of the tasks that wait for it. */
    final Set<String> children = new LinkedHashSet<>();

    /** Ids of the files that it reads, and of those that it writes. */
    final Set<String> inputs = new LinkedHashSet<>();
    final Set<String> outputs = new LinkedHashSet<>();

    WfTask(long line, int column) {
        this.line = line;
        this.column = column;
    }

    /** The name without the number at its end, so that tasks that run the same program are one group. */
    String program() {
        return (name == null ? id : name).replaceFirst("_(ID)?[0-9]{1,12}$", "");
    }
}
