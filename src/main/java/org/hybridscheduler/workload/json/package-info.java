/** A reader of JSON that streams, is strict, and knows where it is: the core has no library for it. */
package org.hybridscheduler.workload.json;
