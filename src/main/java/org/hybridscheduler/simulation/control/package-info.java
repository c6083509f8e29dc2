/** The live loop: settings, workloads, the life of a run, and the retraining of models off the loop. */
package org.hybridscheduler.simulation.control;
