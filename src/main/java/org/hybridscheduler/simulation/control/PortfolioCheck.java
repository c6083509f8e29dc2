package org.hybridscheduler.simulation.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import org.hybridscheduler.evaluation.StrategyTotals;
import org.hybridscheduler.scheduling.SchedulingStrategy;

/**
 * Looks at the end of a run whether a strategy did better than the oracle: then the oracle's portfolio lacks a rule, or
 * its rehearsal was no example of the run.
 */
final class PortfolioCheck {

    private static final Logger LOG = System.getLogger(PortfolioCheck.class.getName());
    private static final String ORACLE = "oracle";

    private PortfolioCheck() {
    }

    /** Logs at most one record; none of a run without an oracle. */
    static void log(long runId, PreparedRun run) {
        Map<String, StrategyTotals.Figures> figures = run.totals().figures().strategies();
        StrategyTotals.Figures oracle = figures.get(ORACLE);
        if (oracle == null) {
            return;
        }
        String best = null;
        for (Map.Entry<String, SchedulingStrategy> entry : run.strategies().entrySet()) {
            StrategyTotals.Figures one = figures.get(entry.getKey());
            if (beats(one, best == null ? oracle : figures.get(best))) {
                best = entry.getKey();
            }
        }
        if (best != null) {
            LOG.log(Level.INFO, String.format(Locale.ROOT,
                    "Run %d: %s beats the oracle (%s), mean turnaround %.6g s to %.6g s", runId, best,
                    run.strategies().get(ORACLE).delegate().orElse("no delegate"),
                    figures.get(best).meanTurnaround(), oracle.meanTurnaround()));
        }
    }

    /** One that rejects more has it easier with the others. */
    private static boolean beats(StrategyTotals.Figures one, StrategyTotals.Figures other) {
        return one.rejected() <= other.rejected() && one.meanTurnaround() < other.meanTurnaround();
    }
}
