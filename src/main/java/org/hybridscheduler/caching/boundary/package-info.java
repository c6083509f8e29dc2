/** What clients see of the caches: their statistics, their invalidation, and cached answers over HTTP. */
package org.hybridscheduler.caching.boundary;
