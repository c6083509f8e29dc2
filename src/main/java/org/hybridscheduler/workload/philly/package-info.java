/** Jobs of Microsoft's Philly GPU cluster (Jeon et al., USENIX ATC 2019), one a line of CSV. */
package org.hybridscheduler.workload.philly;
