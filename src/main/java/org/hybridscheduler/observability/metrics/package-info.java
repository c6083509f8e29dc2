/** Every metric's declaration, the meters made of them, and the observers that move them. */
package org.hybridscheduler.observability.metrics;
