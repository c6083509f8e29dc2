/** Repositories and cached services. */
package org.hybridscheduler.history.control;
