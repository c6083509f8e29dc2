package org.hybridscheduler.scheduling;

import java.util.Objects;

/**
 * A trained version as it is kept beyond the process that trained it.
 *
 * @param version which one it is, and what became of it
 * @param inOffice whether it decides
 * @param bytes the model, {@code null} where it never was in office. Shared: not to be changed
 */
public record EncodedModel(ModelVersion version, boolean inOffice, byte[] bytes) {

    public EncodedModel {
        Objects.requireNonNull(version, "version");
        if (inOffice && bytes == null) {
            throw new IllegalArgumentException("Version " + version.version() + " is in office, but has no model");
        }
    }
}
