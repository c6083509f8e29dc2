/**
 * The live feed: each client of the WebSocket gets the latest state of the run at its own speed. A slow one misses
 * states, it is never waited for; whoever takes nothing for too long is dropped.
 */
@Module(name = "live", uses = {"simulation.engine", "scheduling", "evaluation", "root"})
package org.hybridscheduler.live;

import org.hybridscheduler.Module;
