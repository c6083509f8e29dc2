package org.hybridscheduler.observability.recordings;

/** Why there is no recording, in words that a client may read. */
class RecordingException extends Exception {

    RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
