/** The strategies, one class each, and the registry that names them. */
@Module(name = "scheduling.policy", uses = {"scheduling", "scheduling.learning", "scheduling.planning", "root"},
        pure = true)
package org.hybridscheduler.scheduling.policy;

import org.hybridscheduler.Module;
