/** The wiring of the caches: which backend serves, for how long an entry lives, what was counted. */
package org.hybridscheduler.caching.control;
