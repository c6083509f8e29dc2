/** What the application logs: under which correlation id, in which form, how much of it, and the latest of it. */
package org.hybridscheduler.observability.logs;
