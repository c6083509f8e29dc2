/** What a browser or a curious program asks for first. */
package org.hybridscheduler.console.boundary;
