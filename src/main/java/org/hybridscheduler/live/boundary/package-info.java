/** The WebSocket. */
package org.hybridscheduler.live.boundary;
