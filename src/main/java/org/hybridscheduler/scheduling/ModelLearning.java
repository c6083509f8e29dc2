package org.hybridscheduler.scheduling;

import java.util.List;
import java.util.Optional;

/** A strategy that trains a model again and again; each training makes a version, which can be kept and put back. */
public interface ModelLearning extends SchedulingStrategy {

    /** The latest trained versions, oldest first; a bounded number. */
    List<ModelVersion> modelVersions();

    /** The version that decides now; 0 while there is none. */
    int modelInOffice();

    /**
     * Puts an earlier version back into office, until a later one takes over.
     *
     * @throws IllegalArgumentException where that version is not kept, or never was in office
     */
    void rollBackModel(int version);

    /** A version as bytes that {@link #restoreModel} reads; empty where it is not kept, or never was in office. */
    Optional<byte[]> encodedModel(int version);

    /**
     * Begins with a model that an earlier process has trained; versions count on from it.
     *
     * @throws IllegalArgumentException where the bytes are no model of this build
     */
    void restoreModel(ModelVersion version, byte[] encoded);
}
