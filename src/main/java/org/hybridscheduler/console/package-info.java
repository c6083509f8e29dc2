/** The server side of the browser application: the first page, which tells programs and browsers where to go. */
@Module(name = "console", uses = {"simulation", "caching", "history", "problem"})
package org.hybridscheduler.console;

import org.hybridscheduler.Module;
