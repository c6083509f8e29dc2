/** Recordings of the JDK's Flight Recorder on demand, one at a time, without what may be secret. */
package org.hybridscheduler.observability.recordings;
