/**
 * One shape for every error: RFC 9457 problem details, for what boundary code finds wrong, for what JAX-RS refuses and
 * for what nobody expected. Readers of request bodies and query parameters stand here too, since their only product
 * besides a value is a problem that names each bad field.
 */
@Module(name = "problem")
package org.hybridscheduler.problem;

import org.hybridscheduler.Module;
