/** The health pages, MicroProfile's health checks and the Prometheus page. */
package org.hybridscheduler.observability.boundary;
