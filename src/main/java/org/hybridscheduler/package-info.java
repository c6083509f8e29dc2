/** The root holds what belongs to no feature: the module mark and the JAX-RS application. */
@Module(name = "root")
package org.hybridscheduler;
