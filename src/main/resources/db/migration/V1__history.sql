-- Portable: runs unchanged on H2 2.3 and PostgreSQL 14 and later.

CREATE SEQUENCE run_sequence START WITH 1 INCREMENT BY 1;

-- One round trip for a thousand ids; the increment is the entity's allocationSize.
CREATE SEQUENCE task_sequence START WITH 1000 INCREMENT BY 1000;

CREATE TABLE run (
    id                BIGINT PRIMARY KEY,
    specification     VARCHAR NOT NULL,
    hash              VARCHAR(128) NOT NULL,
    features          VARCHAR NOT NULL,
    state             VARCHAR(16) NOT NULL,
    first_task_id     BIGINT NOT NULL,
    started_at        TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    -- Changes with each batch and each clearing: a writer that knows another one knows nothing.
    version           BIGINT NOT NULL,
    -- The places of the stream that are stored; they stay when the history is cleared.
    completed         VARCHAR NOT NULL,
    -- The tasks that the totals count; none after the history was cleared.
    counted_tasks     BIGINT NOT NULL,
    total_lower_bound DOUBLE PRECISION NOT NULL
);

CREATE TABLE scheduler_totals (
    run_id                 BIGINT NOT NULL REFERENCES run (id),
    scheduler              VARCHAR(64) NOT NULL,
    ordinal                INTEGER NOT NULL,
    finished               BIGINT NOT NULL,
    rejected               BIGINT NOT NULL,
    wins                   BIGINT NOT NULL,
    total_turnaround       DOUBLE PRECISION NOT NULL,
    shortest_turnaround    DOUBLE PRECISION,
    longest_turnaround     DOUBLE PRECISION,
    total_waiting          DOUBLE PRECISION NOT NULL,
    total_bounded_slowdown DOUBLE PRECISION NOT NULL,
    task_energy            DOUBLE PRECISION NOT NULL,
    total_cost             DOUBLE PRECISION NOT NULL,
    cpu_busy_seconds       DOUBLE PRECISION NOT NULL,
    gpu_busy_seconds       DOUBLE PRECISION NOT NULL,
    makespan               DOUBLE PRECISION NOT NULL,
    turnarounds            BYTEA NOT NULL,
    PRIMARY KEY (run_id, scheduler)
);

-- Newest first is "by id, downwards": the primary key serves every query for the latest tasks.
CREATE TABLE task (
    id                   BIGINT PRIMARY KEY,
    run_id               BIGINT NOT NULL REFERENCES run (id),
    sequence_number      BIGINT NOT NULL,
    task_id              BIGINT NOT NULL,
    size                 DOUBLE PRECISION,
    compute_intensity    DOUBLE PRECISION,
    memory_required      DOUBLE PRECISION,
    memory_per_size      DOUBLE PRECISION,
    compute_to_memory    DOUBLE PRECISION,
    optimal_gpu_fraction DOUBLE PRECISION NOT NULL,
    optimal_time         DOUBLE PRECISION NOT NULL,
    lower_bound          DOUBLE PRECISION NOT NULL,
    created_at           TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    UNIQUE (run_id, sequence_number)
);

CREATE TABLE result (
    task             BIGINT NOT NULL REFERENCES task (id),
    scheduler        VARCHAR(64) NOT NULL,
    rejected         BOOLEAN NOT NULL,
    won              BOOLEAN NOT NULL,
    cpu              INTEGER,
    gpu              INTEGER,
    gpu_fraction     DOUBLE PRECISION,
    start_seconds    DOUBLE PRECISION,
    finish_seconds   DOUBLE PRECISION,
    turnaround       DOUBLE PRECISION,
    waiting          DOUBLE PRECISION,
    bounded_slowdown DOUBLE PRECISION,
    cpu_seconds      DOUBLE PRECISION,
    gpu_seconds      DOUBLE PRECISION,
    energy           DOUBLE PRECISION,
    cost             DOUBLE PRECISION,
    PRIMARY KEY (task, scheduler)
);
