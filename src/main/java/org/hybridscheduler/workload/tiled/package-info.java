/** Task graphs of tiled dense factorizations: Cholesky, LU without pivoting, QR. */
package org.hybridscheduler.workload.tiled;
