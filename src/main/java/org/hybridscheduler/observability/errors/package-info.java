/** Failures that nobody expected, each counted once, and where else than in a resource they are caught. */
package org.hybridscheduler.observability.errors;
