/** Stores outcomes in the background, and answers cached questions about what is stored. */
package org.hybridscheduler.history.control;
