/**
 * JMH benchmarks of the simulator core and of the cache's hit path; docs/BENCHMARKS.md has their commands and figures.
 */
package org.hybridscheduler.bench;
