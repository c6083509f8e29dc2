/** Metrics of a run: totals per strategy, quantiles, comparison. Durations in simulated seconds. */
@Module(name = "evaluation", uses = "root", pure = true)
package org.hybridscheduler.evaluation;

import org.hybridscheduler.Module;
