/** JSR-107 over stores of plain entries. */
package org.hybridscheduler.caching.failover.jcache;
