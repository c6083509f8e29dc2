/** Conflation of what happens into what each client gets. */
package org.hybridscheduler.live.control;
