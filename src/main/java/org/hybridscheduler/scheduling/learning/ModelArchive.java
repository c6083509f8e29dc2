package org.hybridscheduler.scheduling.learning;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.hybridscheduler.scheduling.ModelVersion;
import org.hybridscheduler.scheduling.ModelVersion.Verdict;

/** The latest trained versions, with the models of those that took over: what can be compared, and put back. */
final class ModelArchive {

    /** Versions that are kept; the oldest go. */
    static final int CAPACITY = 10;

    private record Entry(ModelVersion version, RuntimeModel model) {
    }

    private final Deque<Entry> entries = new ArrayDeque<>();

    /** Keeps a version; the model of a rejected one is not kept. */
    synchronized void add(ModelVersion version, RuntimeModel model) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(version, version.verdict() == Verdict.REJECTED ? null : model));
    }

    /** The kept versions, oldest first. */
    synchronized List<ModelVersion> versions() {
        return entries.stream().map(Entry::version).toList();
    }

    /** The model of a kept version that once took over. */
    synchronized Optional<RuntimeModel> model(int version) {
        return entries.stream().filter(entry -> entry.version.version() == version && entry.model != null)
                .map(Entry::model).findFirst();
    }

    /** Notes that a version was taken out of office. */
    synchronized void rolledBack(int version) {
        List<Entry> all = List.copyOf(entries);
        entries.clear();
        for (Entry entry : all) {
            entries.addLast(entry.version.version() == version
                    ? new Entry(entry.version.with(Verdict.ROLLED_BACK), entry.model) : entry);
        }
    }
}
