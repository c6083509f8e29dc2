/** Entries kept in the caches of another JCache provider. */
package org.hybridscheduler.caching.failover.storage;
