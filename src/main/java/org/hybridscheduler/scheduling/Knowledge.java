package org.hybridscheduler.scheduling;

/** What a strategy knows of run times before a task has run: nothing, what it learned, or the truth. */
public enum Knowledge {
    NONE, PREDICTED, CLAIRVOYANT
}
