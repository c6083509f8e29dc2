package org.hybridscheduler.problem;

import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Objects;
import org.hybridscheduler.CorrelationId;

/**
 * An error as RFC 9457 writes it.
 *
 * @param type     URI of the kind of problem; {@code about:blank} when the status says it all
 * @param title    the status in words, the same for every problem of that status
 * @param status   HTTP status, 400 to 599
 * @param detail   what is wrong with this one request
 * @param instance path of the request
 * @param errors   each bad field, empty when no single field is to blame
 * @param correlationId of the request, also in the log; null where it has none
 */
public record Problem(String type, String title, int status, String detail, String instance,
        List<FieldError> errors, String correlationId) {

    /** Media type of every error. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One bad field or parameter.
     *
     * @param allowed the values it may have, in words; null where there is nothing to list
     */
    public record FieldError(String field, String detail, String allowed) {

        public FieldError {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(detail, "detail");
        }
    }

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status is " + status + ", but a problem has 400 to 599");
        }
        errors = List.copyOf(errors);
    }

    /** A problem of this thread's request whose kind is its HTTP status. */
    public static Problem of(int status, String detail, String instance, List<FieldError> errors) {
        return new Problem("about:blank", title(status), status, detail, instance, errors,
                CorrelationId.current().orElse(null));
    }

    private static String title(int status) {
        Status known = Status.fromStatusCode(status);
        if (known != null) {
            return known.getReasonPhrase();
        }
        return status < 500 ? "Client Error" : "Server Error";
    }
}
