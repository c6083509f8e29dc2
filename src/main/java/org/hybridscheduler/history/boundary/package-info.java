/** History over HTTP. */
package org.hybridscheduler.history.boundary;
