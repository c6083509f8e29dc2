/** What the parts of the failover provider and an embedding application agree on. */
package org.hybridscheduler.caching.failover.spi;
