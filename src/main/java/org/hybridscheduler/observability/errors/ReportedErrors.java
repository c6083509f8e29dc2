package org.hybridscheduler.observability.errors;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Remembers the latest failures by identity, without keeping them: one that is logged at several layers is one. */
final class ReportedErrors {

    private final int capacity;
    private final Deque<WeakReference<Throwable>> latest = new ArrayDeque<>();

    /** @param capacity the most failures remembered, their causes counted as well */
    ReportedErrors(int capacity) {
        this.capacity = capacity;
    }

    /** Whether none of the chain was reported before; all of it is from now on. */
    boolean add(Cause cause) {
        List<Throwable> own = cause.chain().stream().filter(ReportedErrors::isOnesOwn).toList();
        boolean fresh = latest.stream().noneMatch(known -> own.stream().anyMatch(known::refersTo));
        for (Throwable failure : own) {
            if (latest.size() >= capacity) {
                latest.removeFirst();
            }
            latest.addLast(new WeakReference<>(failure));
        }
        return fresh;
    }

    /** Without a stack trace it may be one object that is thrown again and again: the JVM does so with hot code. */
    private static boolean isOnesOwn(Throwable failure) {
        return failure.getStackTrace().length > 0;
    }
}
