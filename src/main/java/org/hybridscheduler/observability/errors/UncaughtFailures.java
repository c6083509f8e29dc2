package org.hybridscheduler.observability.errors;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.Thread.UncaughtExceptionHandler;
import org.hybridscheduler.LogSafe;

/** Reports failures that end a thread; Java would print them without a logger. */
@ApplicationScoped
public class UncaughtFailures {

    private static final Logger LOG = System.getLogger(UncaughtFailures.class.getName());

    private UncaughtExceptionHandler former;
    private UncaughtExceptionHandler own;

    /** Makes the container create this bean with the application. */
    void begin(@Observes Startup event) {
        LOG.log(Level.DEBUG, "Failures that end a thread are reported");
    }

    @PostConstruct
    void start() {
        former = Thread.getDefaultUncaughtExceptionHandler();
        own = (thread, failure) -> report(thread, failure);
        Thread.setDefaultUncaughtExceptionHandler(own);
    }

    private void report(Thread thread, Throwable failure) {
        LOG.log(Level.ERROR, LogSafe.of("Thread " + thread.getName() + " ended with a failure"),
                LogSafe.of(failure));
        if (former != null) {
            former.uncaughtException(thread, failure);
        }
    }

    /** Leaves another's handler alone that came later. */
    @PreDestroy
    void stop() {
        if (Thread.getDefaultUncaughtExceptionHandler() == own) {
            Thread.setDefaultUncaughtExceptionHandler(former);
        }
    }
}
