/**
 * The learned models behind the strategies: run times on each kind of device with a spread, and a linear bandit. The
 * JDK is all they need; docs/decisions/0001-own-regression-trees.md tells why the trees are grown here.
 */
@Module(name = "scheduling.learning", uses = {"scheduling", "root"}, pure = true)
package org.hybridscheduler.scheduling.learning;

import org.hybridscheduler.Module;
