package org.hybridscheduler.caching.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lines yet to be sent, oldest first. Where there is no more room, one line takes the place of all. Thread-safe. */
final class Outbox {

    private final int capacity;
    private final String summary;
    private final Deque<String> lines = new ArrayDeque<>();

    /**
     * Makes an empty outbox.
     *
     * @param capacity the most lines it holds
     * @param summary  the line that says at least what any others say together
     */
    Outbox(int capacity, String summary) {
        this.capacity = capacity;
        this.summary = summary;
    }

    synchronized void add(String line) {
        if (lines.size() < capacity) {
            lines.add(line);
        } else {
            lines.clear();
            lines.add(summary);
        }
    }

    /** Takes out the oldest lines, at most so many. */
    synchronized List<String> take(int most) {
        List<String> taken = new ArrayList<>();
        while (taken.size() < most && !lines.isEmpty()) {
            taken.add(lines.remove());
        }
        return taken;
    }

    /** Puts back what was taken and could not be sent. */
    synchronized void giveBack(List<String> taken) {
        List<String> newer = List.copyOf(lines);
        lines.clear();
        taken.forEach(this::add);
        newer.forEach(this::add);
    }

    synchronized boolean isEmpty() {
        return lines.isEmpty();
    }
}
