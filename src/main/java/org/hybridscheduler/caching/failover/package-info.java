/**
 * A library: one JCache provider over two others, a primary that may fail and a fallback that stands in. It knows the
 * JDK and {@code javax.cache} and nothing of the application, of Jakarta EE or of either product; it becomes an
 * artifact of its own by moving this package and its line in {@code META-INF/services}.
 * <ul>
 * <li>{@code jcache} is JSR-107: all that a {@code Cache} does, over stores of plain entries;
 * <li>{@code routing} decides which backend serves, and keeps what an outage invalidated from coming back;
 * <li>{@code storage} keeps entries in the caches of another JCache provider;
 * <li>{@code spi} is what these three and an embedding application agree on.
 * </ul>
 * The providers below are asked for the simplest things only (get, put-if-absent, compare-and-set), so that what they
 * make of loaders, listeners, policies and entry processors does not matter, and no code of the application ever runs
 * inside them: whatever they throw is a failure of theirs.
 */
@Module(name = "caching.failover")
package org.hybridscheduler.caching.failover;

import org.hybridscheduler.Module;
