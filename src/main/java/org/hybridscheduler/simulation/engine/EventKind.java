package org.hybridscheduler.simulation.engine;

/**
 * What happens by itself at a known time. At one moment events come in this order, and then, none of them scheduled: tasks
 * become ready, tasks arrive, strategies that bind late dispatch.
 */
enum EventKind {
    FINISH, TRANSFER_END, REPAIR, FAILURE
}
