package org.hybridscheduler.observability.recordings;

import java.util.List;

/**
 * The Flight Recorder's events whose text may hold a secret. Who may look at a profile need not know the database's
 * password.
 */
final class SecretEvents {

    /** Names of the event types; some JDKs do not have all of them. */
    static final List<String> TYPES = List.of(
            // Variables and properties, as the process began
            "jdk.InitialEnvironmentVariable", "jdk.InitialSystemProperty", "jdk.InitialSecurityProperty",
            "jdk.SecurityPropertyModification",
            // Command lines: this JVM's, its agents', other processes' of this machine; flags hold some as well
            "jdk.JVMInformation", "jdk.JavaAgent", "jdk.NativeAgent", "jdk.SystemProcess", "jdk.ProcessStart",
            "jdk.StringFlag", "jdk.StringFlagChanged",
            // Messages of exceptions, which quote addresses with credentials and what clients sent
            "jdk.JavaExceptionThrow", "jdk.JavaErrorThrow", "jdk.Deserialization");

    private SecretEvents() {
    }
}
