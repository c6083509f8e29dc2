package org.hybridscheduler.problem;

import jakarta.ejb.ApplicationException;
import java.util.List;
import java.util.stream.Collectors;
import org.hybridscheduler.problem.Problem.FieldError;

/**
 * Thrown where a request cannot be served; the client sees it as a {@link Problem}.
 * An EJB lets it pass unwrapped and rolls back.
 */
@ApplicationException(rollback = true)
public class ProblemException extends RuntimeException {

    private final int status;
    private final transient List<FieldError> errors;

    /** @param status HTTP status, 400 to 599 */
    public ProblemException(int status, String detail, List<FieldError> errors, Throwable cause) {
        super(detail, cause);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    public ProblemException(int status, String detail) {
        this(status, detail, List.of(), null);
    }

    /** 400: the request itself is wrong, as its fields tell. */
    public static ProblemException badFields(List<FieldError> errors) {
        return new ProblemException(400, errors.stream()
                .map(error -> error.field() + ": " + error.detail())
                .collect(Collectors.joining("; ")), errors, null);
    }

    /** 400: the request itself is wrong. */
    public static ProblemException badRequest(String detail, Throwable cause) {
        return new ProblemException(400, detail, List.of(), cause);
    }

    /** 404: what the path names does not exist. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(404, detail);
    }

    /** 409: not possible in the present state. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(409, detail);
    }

    public int status() {
        return status;
    }

    /** Each bad field, empty when no single field is to blame. */
    public List<FieldError> errors() {
        return errors == null ? List.of() : errors;
    }

    /** The problem as an answer to the request at {@code instance}. */
    public Problem problem(String instance) {
        return Problem.of(status, getMessage(), instance, errors());
    }
}
