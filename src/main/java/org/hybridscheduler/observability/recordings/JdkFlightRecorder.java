package org.hybridscheduler.observability.recordings;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/** The JDK's Flight Recorder. It is not part of every JVM, so nothing of it is in a signature. */
final class JdkFlightRecorder implements Recorder {

    @Override
    public boolean available() {
        try {
            return FlightRecorder.isAvailable() && !Configuration.getConfigurations().isEmpty();
        } catch (LinkageError e) {
            return false;
        }
    }

    @Override
    public Session begin(RecordingOrder order, long maxBytes, Path file) throws RecordingException {
        Recording recording = new Recording(configuration(order.settings()));
        recording.setName("hybrid-scheduler");
        recording.setDuration(order.duration());
        recording.setToDisk(true);
        recording.setMaxSize(maxBytes);
        SecretEvents.TYPES.forEach(recording::disable);
        FlightSession session = new FlightSession(recording, file);
        session.start();
        return session;
    }

    private static Configuration configuration(String name) {
        try {
            return Configuration.getConfiguration(name);
        } catch (IOException | ParseException e) {
            throw new IllegalStateException("Cannot read the settings '" + name
                    + "'. Maybe this JVM's lib/jfr is damaged?", e);
        }
    }
}
