/** What tests keep entries in: the two products, on the loopback interface, alone; and a map. */
package org.hybridscheduler.caching.failover.products;
