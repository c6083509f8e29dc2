package org.hybridscheduler.observability.health;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.hybridscheduler.LogSafe;

/**
 * Runs a check that may hang. One runs at a time, on one thread, and all who ask meanwhile share its answer; when it
 * has not come in time they are told so, and go on being told so at once until the check returns.
 */
final class SharedCheck {

    private static final Logger LOG = System.getLogger(SharedCheck.class.getName());

    private final String subject;
    private final Callable<CheckResult> check;
    private final Executor executor;
    private final Duration timeout;
    private CompletableFuture<Outcome> running = CompletableFuture.completedFuture(null);
    private CompletableFuture<Outcome> answer = running;
    private boolean healthy = true;

    /** What was found, and for the log what caused it, null if nothing was thrown. */
    private record Outcome(CheckResult result, Exception cause) {

        static Outcome unreachable(String why, Exception cause) {
            return new Outcome(CheckResult.unreachable(why), cause);
        }
    }

    /** @param subject what is checked, for the log */
    SharedCheck(String subject, Callable<CheckResult> check, Executor executor, Duration timeout) {
        this.subject = subject;
        this.check = check;
        this.executor = executor;
        this.timeout = timeout;
    }

    /** The check's result, or that it did not come within the time-out. */
    CheckResult result() {
        Outcome outcome = current().join();
        logChange(outcome);
        return outcome.result();
    }

    private synchronized CompletableFuture<Outcome> current() {
        if (running.isDone()) {
            running = start();
            answer = running.copy().completeOnTimeout(
                    Outcome.unreachable("no answer within " + timeout.toMillis() + " ms", null),
                    timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        return answer;
    }

    private CompletableFuture<Outcome> start() {
        try {
            return CompletableFuture.supplyAsync(this::run, executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(Outcome.unreachable("no thread for the check", e));
        }
    }

    private Outcome run() {
        try {
            return new Outcome(check.call(), null);
        } catch (Exception e) {
            // The exception's text may hold an address with credentials: a client gets its kind, the log the rest.
            return Outcome.unreachable(e.getClass().getSimpleName(), e);
        }
    }

    /** Once per change: a probe that asks each second must not fill the log. */
    private synchronized void logChange(Outcome outcome) {
        if (outcome.result().healthy() != healthy) {
            healthy = outcome.result().healthy();
            LOG.log(healthy ? Level.INFO : Level.WARNING, "The " + subject + " is " + outcome.result().status(),
                    LogSafe.of(outcome.cause()));
        }
    }
}
