/** The engine and another simulator on one workload; src/bench/peers/compare.sh runs them, and SimGrid, in turn. */
package org.hybridscheduler.bench.peers;
