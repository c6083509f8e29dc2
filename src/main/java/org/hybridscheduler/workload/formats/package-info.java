/** All formats that recorded workloads are read from, behind one door. */
package org.hybridscheduler.workload.formats;
