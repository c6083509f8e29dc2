/**
 * What an operator sees: health, metrics and build information. Nobody uses this package; it observes the others
 * through CDI events and keeps MicroProfile's metrics and health APIs to itself.
 */
@Module(name = "observability", uses = {"simulation.engine", "caching", "history", "live", "problem", "root"})
package org.hybridscheduler.observability;

import org.hybridscheduler.Module;
