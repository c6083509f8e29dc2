/**
 * The root holds what belongs to no feature and every feature may use: the module mark, the JAX-RS application, what
 * was built, the JSON dialect, the headers of every answer. The dialect stands here, not in a boundary, because cached
 * answers are rendered where they are cached.
 */
@Module(name = "root")
package org.hybridscheduler;
