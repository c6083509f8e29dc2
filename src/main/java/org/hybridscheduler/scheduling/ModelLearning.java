package org.hybridscheduler.scheduling;

import java.util.List;
import java.util.Optional;

/**
 * A strategy that trains a model again and again; each training makes a version, which can be kept and put back. Any thread
 * may ask for versions and their bytes; the rest belongs to the thread that calls the strategy.
 */
public interface ModelLearning extends SchedulingStrategy {

    /** The latest trained versions and the one in office, oldest first; a bounded number. */
    List<ModelVersion> modelVersions();

    /** The version that decides now; 0 while there is none. */
    int modelInOffice();

    /**
     * Puts an earlier version back into office, until a later one takes over.
     *
     * @throws IllegalArgumentException where that version is not kept, or never was in office
     */
    void rollBackModel(int version);

    /** A version as bytes that {@link #restoreModels} reads; empty where it is not kept, or never was in office. */
    Optional<byte[]> encodedModel(int version);

    /**
     * Begins with the models that an earlier process has trained; versions count on from the latest.
     *
     * @param models oldest first; one of them in office, or none
     * @throws IllegalArgumentException where one is not of this build; then nothing has changed
     * @throws IllegalStateException where it has trained already
     */
    void restoreModels(List<EncodedModel> models);
}
