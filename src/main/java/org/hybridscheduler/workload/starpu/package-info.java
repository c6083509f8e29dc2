/** StarPU's performance models: measured run times of kernels on CPU cores and GPUs, and of the bus between them. */
package org.hybridscheduler.workload.starpu;
