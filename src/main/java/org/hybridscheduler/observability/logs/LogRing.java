package org.hybridscheduler.observability.logs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/** The latest log entries, the oldest giving way. Neither those who log nor those who read wait for anybody. */
final class LogRing {

    private record Slot(long number, LogEntry entry) {
    }

    private final AtomicReferenceArray<Slot> slots;
    private final AtomicLong next = new AtomicLong();

    /** @param capacity entries kept, at least 1 */
    LogRing(int capacity) {
        slots = new AtomicReferenceArray<>(capacity);
    }

    void add(LogEntry entry) {
        long number = next.getAndIncrement();
        slots.set((int) (number % slots.length()), new Slot(number, entry));
    }

    /** The latest entries that match, the newest last. */
    List<LogEntry> latest(int most, Predicate<LogEntry> matching) {
        List<LogEntry> found = new ArrayList<>();
        long end = next.get();
        for (long number = end - 1; number >= Math.max(0, end - slots.length()) && found.size() < most; number--) {
            Slot slot = slots.get((int) (number % slots.length()));
            // Another number: its writer is not done yet, or somebody has lapped this reader.
            if (slot != null && slot.number() == number && matching.test(slot.entry())) {
                found.add(slot.entry());
            }
        }
        Collections.reverse(found);
        return found;
    }

    int capacity() {
        return slots.length();
    }
}
