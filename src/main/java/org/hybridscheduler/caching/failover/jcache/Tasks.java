package org.hybridscheduler.caching.failover.jcache;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a manager, which load and tell listeners that need not be waited for. They end when idle. */
final class Tasks implements Executor {

    private static final int THREADS = 4;
    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor pool;

    Tasks(String name, ClassLoader loader) {
        pool = new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    thread.setContextClassLoader(loader);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    void close() {
        pool.shutdown();
    }

    /** Runs what it is given one after the other, in order, on the threads of all. */
    Executor inOrder() {
        return new Executor() {
            private final Queue<Runnable> waiting = new ArrayDeque<>();
            private boolean running;

            @Override
            public void execute(Runnable task) {
                synchronized (waiting) {
                    waiting.add(task);
                    if (running) {
                        return;
                    }
                    running = true;
                }
                pool.execute(this::runAll);
            }

            private void runAll() {
                for (Runnable task = next(); task != null; task = next()) {
                    task.run();
                }
            }

            private Runnable next() {
                synchronized (waiting) {
                    Runnable task = waiting.poll();
                    running = task != null;
                    return task;
                }
            }
        };
    }
}
