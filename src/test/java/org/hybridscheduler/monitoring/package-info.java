/** What holds the files of server-config/monitoring to the metrics that the application declares. */
package org.hybridscheduler.monitoring;
