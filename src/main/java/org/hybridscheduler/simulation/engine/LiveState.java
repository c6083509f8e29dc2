package org.hybridscheduler.simulation.engine;

import java.util.List;

/** How the live comparison is, in one word. */
@FunctionalInterface
public interface LiveState {

    /** Every word that there is. */
    List<String> WORDS = List.of("starting", "idle", "running", "paused", "stopping", "failed");

    /** One of {@link #WORDS}; from memory alone. */
    String word();
}
