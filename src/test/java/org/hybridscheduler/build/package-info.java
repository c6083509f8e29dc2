/** Tests of what stands around the code: the Dockerfile, the ports, the configuration and its reference. */
package org.hybridscheduler.build;
