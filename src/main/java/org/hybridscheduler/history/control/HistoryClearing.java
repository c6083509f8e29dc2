package org.hybridscheduler.history.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Clears the history of all runs, and every cached answer with it. */
@ApplicationScoped
public class HistoryClearing {

    @Inject
    DatabaseGate gate;

    @Inject
    RunRepository runs;

    @Inject
    Readings readings;

    @Inject
    TrainingData trainingData;

    @Inject
    ComparativeHistory comparativeHistory;

    @Inject
    SchedulerStatistics schedulerStatistics;

    /**
     * Deletes every task and result and sets the totals to nothing. A run that is going on goes on, its totals count
     * from here.
     *
     * @return the number of rows deleted
     * @throws org.hybridscheduler.simulation.engine.RunStoreException where the database is out of reach
     */
    public long clear() {
        try {
            return gate.call("clear the history", runs::clear);
        } finally {
            // After a failure, too: it may have been the answer that got lost, not the request.
            readings.voidEarlier();
            trainingData.forget();
            comparativeHistory.forget();
            schedulerStatistics.forget();
        }
    }
}
