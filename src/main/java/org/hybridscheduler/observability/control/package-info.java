/** Adapters to MicroProfile Metrics, the Prometheus text, and the checks behind the health pages. */
package org.hybridscheduler.observability.control;
