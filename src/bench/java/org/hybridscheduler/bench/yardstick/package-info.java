/** An application that answers the same bytes always: what the server itself can do, to judge cached reads by. */
package org.hybridscheduler.bench.yardstick;
