/** The tables. Unknown figures are NULL, never 0 or NaN. */
package org.hybridscheduler.history.entity;
