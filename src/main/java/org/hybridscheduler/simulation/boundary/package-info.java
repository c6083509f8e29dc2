/** What clients ask of the simulation over HTTP, and the records they get. */
package org.hybridscheduler.simulation.boundary;
