/**
 * What a scheduling strategy is: the contract it keeps, what it may see of tasks and cluster, and the placements it
 * answers with.
 *
 * <p>A strategy never sees a task's true run times unless it is {@link org.hybridscheduler.scheduling.Clairvoyant}; what
 * it learns is what the executing device showed (bandit feedback). Times are simulated seconds.
 */
@Module(name = "scheduling", uses = "root", pure = true)
package org.hybridscheduler.scheduling;

import org.hybridscheduler.Module;
