/** The two products as tests use them: on the loopback interface, alone. */
package org.hybridscheduler.caching.failover.products;
