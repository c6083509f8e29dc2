package org.hybridscheduler;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Serves every resource class of the WAR from the context root. */
@ApplicationPath("/")
public class HybridSchedulerApplication extends Application {
}
