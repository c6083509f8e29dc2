package org.hybridscheduler.caching.annotations;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that call at the same time. */
final class Callers implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        return thread;
    });

    Future<Object> call(Callable<Object> call) {
        return threads.submit(call);
    }

    List<Future<Object>> call(int count, Callable<Object> call) {
        List<Future<Object>> calls = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            calls.add(call(() -> {
                start.countDown();
                start.await();
                return call.call();
            }));
        }
        return calls;
    }

    /** What a call returned or threw. */
    static Object outcome(Future<Object> call) throws Exception {
        try {
            return call.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    static List<Object> outcomes(List<Future<Object>> calls) throws Exception {
        List<Object> outcomes = new ArrayList<>();
        for (Future<Object> call : calls) {
            outcomes.add(outcome(call));
        }
        return outcomes;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
