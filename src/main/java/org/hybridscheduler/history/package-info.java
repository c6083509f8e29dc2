/** What happened: tasks, results and training rows, stored through JPA and read through caches. */
@Module(name = "history", uses = {"simulation.engine", "evaluation", "caching", "caching.annotations", "problem"})
package org.hybridscheduler.history;

import org.hybridscheduler.Module;
