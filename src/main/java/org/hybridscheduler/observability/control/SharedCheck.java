package org.hybridscheduler.observability.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

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
    private CompletableFuture<CheckResult> running = CompletableFuture.completedFuture(CheckResult.HEALTHY);
    private CompletableFuture<CheckResult> answer = running;
    private boolean healthy = true;

    /** @param subject what is checked, for the log */
    SharedCheck(String subject, Callable<CheckResult> check, Executor executor, Duration timeout) {
        this.subject = subject;
        this.check = check;
        this.executor = executor;
        this.timeout = timeout;
    }

    /** The check's result, or that it did not come within the time-out. */
    CheckResult result() {
        CheckResult result = current().join();
        logChange(result);
        return result;
    }

    private synchronized CompletableFuture<CheckResult> current() {
        if (running.isDone()) {
            running = start();
            answer = running.copy().completeOnTimeout(
                    CheckResult.unreachable("no answer within " + timeout.toMillis() + " ms"),
                    timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        return answer;
    }

    private CompletableFuture<CheckResult> start() {
        try {
            return CompletableFuture.supplyAsync(this::run, executor);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "The check of the " + subject + " found no thread", e);
            return CompletableFuture.completedFuture(CheckResult.unreachable("no thread for the check"));
        }
    }

    private CheckResult run() {
        try {
            return check.call();
        } catch (Exception e) {
            // The exception's text may hold the address with its credentials: the log's business, not a client's.
            LOG.log(Level.DEBUG, () -> "The check of the " + subject + " failed", e);
            return CheckResult.unreachable(e.getClass().getSimpleName());
        }
    }

    /** Once per change: a probe that asks each second must not fill the log. */
    private synchronized void logChange(CheckResult result) {
        if (result.healthy() != healthy) {
            healthy = result.healthy();
            LOG.log(healthy ? Level.INFO : Level.WARNING, () -> "The " + subject + " is " + result.status());
        }
    }
}
