/** An experiment's result as JSON, CSV and one HTML page. Same result and build, same bytes. */
package org.hybridscheduler.simulation.experiment.report;
