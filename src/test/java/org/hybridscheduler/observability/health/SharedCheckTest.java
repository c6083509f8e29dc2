package org.hybridscheduler.observability.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SharedCheckTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Test
    void result_checkReturns_isItsResultEachTimeAnew() {
        Queue<CheckResult> results = new ArrayDeque<>();
        results.add(CheckResult.unreachable("restarting"));
        results.add(CheckResult.HEALTHY);
        SharedCheck check = check(results::remove, Runnable::run, LONG);

        assertThat(check.result()).isEqualTo(new CheckResult(false, "unreachable: restarting"));
        assertThat(check.result()).isEqualTo(CheckResult.HEALTHY);
    }

    @Test
    void result_checkThrows_namesTheKindButNotTheText() {
        SharedCheck check = check(() -> {
            throw new SQLException("no route to me:secret@db");
        }, Runnable::run, LONG);

        assertThat(check.result()).isEqualTo(new CheckResult(false, "unreachable: SQLException"));
    }

    @Test
    void result_checkHangs_isUnreachableAndNoSecondThreadHangs() {
        SharedCheck check = check(() -> CheckResult.HEALTHY, waiting::add, SHORT);

        assertThat(check.result()).isEqualTo(new CheckResult(false, "unreachable: no answer within 1 ms"));
        assertThat(check.result().healthy()).isFalse();
        assertThat(waiting).hasSize(1);
    }

    @Test
    void result_hungCheckReturnsAtLast_nextOneIsAskedAnew() {
        SharedCheck check = check(() -> CheckResult.HEALTHY, task -> {
            if (waiting.isEmpty()) {
                waiting.add(task);
            } else {
                task.run();
            }
        }, SHORT);
        assertThat(check.result().healthy()).isFalse();

        waiting.element().run();

        assertThat(check.result()).isEqualTo(CheckResult.HEALTHY);
    }

    @Test
    void result_noThreadFree_isUnreachable() {
        SharedCheck check = check(() -> CheckResult.HEALTHY, task -> {
            throw new RejectedExecutionException("queue is full");
        }, LONG);

        assertThat(check.result()).isEqualTo(new CheckResult(false, "unreachable: no thread for the check"));
    }

    private static SharedCheck check(Callable<CheckResult> check, Executor executor, Duration timeout) {
        return new SharedCheck("database", check, executor, timeout);
    }
}
