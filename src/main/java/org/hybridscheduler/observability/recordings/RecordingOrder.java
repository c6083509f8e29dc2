package org.hybridscheduler.observability.recordings;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.hybridscheduler.problem.FieldReader;
import org.hybridscheduler.problem.ProblemException;

/**
 * What a client wants recorded.
 *
 * @param duration 1 to 300 seconds
 * @param settings one of {@link #SETTINGS}, by the names that the JDK gives them
 */
record RecordingOrder(Duration duration, String settings) {

    static final List<String> SETTINGS = List.of("default", "profile");

    private static final int MAX_SECONDS = 300;
    private static final int DEFAULT_SECONDS = 30;

    RecordingOrder {
        if (duration.toMillis() < 1000 || duration.toSeconds() > MAX_SECONDS || !SETTINGS.contains(settings)) {
            throw new IllegalArgumentException("duration " + duration + " with settings " + settings
                    + ", expected PT1S to PT300S with one of " + SETTINGS);
        }
    }

    /**
     * Reads a request's body; an empty one asks for 30 seconds with the default settings.
     *
     * @throws ProblemException 400 naming each bad field and what it may be
     */
    static RecordingOrder read(InputStream body) {
        FieldReader fields = FieldReader.parse(body);
        long seconds = fields.integer("duration_seconds", 1, MAX_SECONDS).orElse(DEFAULT_SECONDS);
        String settings = fields.text("settings", SETTINGS).orElse(SETTINGS.get(0));
        fields.verify();
        return new RecordingOrder(Duration.ofSeconds(seconds), settings);
    }
}
