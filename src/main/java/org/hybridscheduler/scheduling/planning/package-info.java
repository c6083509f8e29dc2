/**
 * Static scheduling of task graphs on unrelated devices: every task, cost and edge is known before anything starts.
 *
 * <p>Times are in seconds, or in any unit as long as it is one.
 */
@Module(name = "scheduling.planning", uses = "root", pure = true)
package org.hybridscheduler.scheduling.planning;

import org.hybridscheduler.Module;
