/** The pages that monitoring systems scrape. */
package org.hybridscheduler.observability.exposition;
