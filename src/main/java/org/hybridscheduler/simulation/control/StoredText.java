package org.hybridscheduler.simulation.control;

import org.hybridscheduler.simulation.engine.RunSpecification;

/** The text under which a run is stored: its specification, and its pace, on which no result depends. */
final class StoredText {

    private static final String PACE = "pace_tasks_per_second=";

    private StoredText() {
    }

    static String of(RunSpecification specification, double pace) {
        return specification.text() + PACE + pace + "\n";
    }

    /** The pace, 0 as fast as it goes. */
    static double pace(String text) {
        return text.lines().filter(line -> line.startsWith(PACE))
                .mapToDouble(line -> Double.parseDouble(line.substring(PACE.length()))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A stored run without " + PACE));
    }
}
