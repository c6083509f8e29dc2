/** Job logs in the Standard Workload Format of the Parallel Workloads Archive (Chapin et al., 1999; version 2.2). */
package org.hybridscheduler.workload.swf;
