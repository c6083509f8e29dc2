-- Portable: runs unchanged on H2 2.3 and PostgreSQL 14 and later.

CREATE SEQUENCE experiment_sequence START WITH 1 INCREMENT BY 1;

CREATE TABLE experiment (
    id            BIGINT PRIMARY KEY,
    hash          VARCHAR(128) NOT NULL,
    specification VARCHAR NOT NULL,
    state         VARCHAR(16) NOT NULL,
    cells         INTEGER NOT NULL,
    failed_cells  INTEGER NOT NULL,
    created_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
    finished_at   TIMESTAMP(3) WITH TIME ZONE,
    failure       VARCHAR
);

-- Apart, so that a list of experiments does not read them. TEXT, since H2's VARCHAR ends at a million characters.
CREATE TABLE experiment_report (
    experiment_id BIGINT NOT NULL REFERENCES experiment (id),
    format        VARCHAR(8) NOT NULL,
    body          TEXT NOT NULL,
    PRIMARY KEY (experiment_id, format)
);
