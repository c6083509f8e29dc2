/** The health pages, MicroProfile's health checks, and what they ask. */
package org.hybridscheduler.observability.health;
