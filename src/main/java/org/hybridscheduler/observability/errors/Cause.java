package org.hybridscheduler.observability.errors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a failure comes from.
 *
 * @param chain the failure and its causes, the root last; of bounded length
 */
record Cause(List<Throwable> chain) {

    private static final String OWN = "org.hybridscheduler.";
    private static final int MAX_DEPTH = 32;

    static Cause of(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < MAX_DEPTH; cause = cause.getCause()) {
            chain.add(cause);
        }
        return new Cause(List.copyOf(chain));
    }

    Throwable root() {
        return chain.get(chain.size() - 1);
    }

    /** The innermost frame of the application's code, as {@code class.method:line}; else the root's first frame. */
    String origin() {
        List<Throwable> inwards = new ArrayList<>(chain);
        Collections.reverse(inwards);
        return inwards.stream().map(Cause::ownFrame).flatMap(Optional::stream).findFirst()
                .or(() -> Stream.of(root().getStackTrace()).findFirst())
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .orElse("unknown");
    }

    /** Not of a class that the container made of one of ours. */
    private static Optional<StackTraceElement> ownFrame(Throwable cause) {
        return Stream.of(cause.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OWN) && !frame.getClassName().contains("$$"))
                .findFirst();
    }
}
