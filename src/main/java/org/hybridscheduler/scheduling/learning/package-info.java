/**
 * The learned models behind the strategies: run times on each kind of device with a spread, and a linear bandit. The
 * one package of the core that uses a library, Tribuo, for its trees.
 */
@Module(name = "scheduling.learning", uses = {"scheduling", "root"}, pure = true)
package org.hybridscheduler.scheduling.learning;

import org.hybridscheduler.Module;
