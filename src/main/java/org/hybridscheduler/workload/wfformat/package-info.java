/** Executions of scientific workflows in WfFormat, WfCommons' JSON format (Coleman et al., FGCS 128, 2022; schema 1.5). */
package org.hybridscheduler.workload.wfformat;
