/** Experiments from a command line, with the JDK alone. */
package org.hybridscheduler.simulation.experiment.command;
