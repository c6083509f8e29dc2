/** Spans of the application's work, told to MicroProfile Telemetry. */
package org.hybridscheduler.observability.tracing;
