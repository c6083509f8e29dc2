/** Which backend serves: the state machine, its time-outs, its probes, and the generations that keep it right. */
package org.hybridscheduler.caching.failover.routing;
