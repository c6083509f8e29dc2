package org.hybridscheduler.history.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Starts the history behind the server's back: brings the schema up to date, tries again until the database is there,
 * then opens the gate and starts the writer. The server serves meanwhile.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class HistoryStart {

    private static final Logger LOG = System.getLogger(HistoryStart.class.getName());
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

    // Unshareable: Flyway opens two connections at a time and would be given the same one twice.
    @Resource(lookup = "java:comp/DefaultDataSource", shareable = false)
    private DataSource database;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private DatabaseGate gate;

    @Inject
    private RunRepository runs;

    @Inject
    private BufferedRunStore store;

    private final FailureLog failures = new FailureLog(LOG, Clock.systemUTC());
    private volatile boolean stopped;

    @PostConstruct
    void start() {
        scheduler.execute(() -> attempt(1));
    }

    private void attempt(int number) {
        if (stopped) {
            return;
        }
        try {
            SchemaMigration.migrate(database);
            // The first use of JPA is here, right after the database answered: one that failed would stay failed.
            runs.latest();
        } catch (RuntimeException | LinkageError e) {
            failures.failed("The history waits for its database; will try again", e);
            scheduler.schedule(() -> attempt(number + 1), BACKOFF.after(number).toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        failures.worked("The history's database is there");
        gate.open();
        threads.newThread(store.writer()).start();
    }

    @PreDestroy
    void stop() {
        stopped = true;
        store.close();
    }
}
