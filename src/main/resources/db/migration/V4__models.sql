-- The versions of a learned model in a run, and what became of each.
CREATE TABLE model (
    run_id           BIGINT NOT NULL REFERENCES run (id),
    scheduler        VARCHAR(64) NOT NULL,
    version          INTEGER NOT NULL,
    finished_tasks   BIGINT NOT NULL,
    observations     INTEGER NOT NULL,
    champion_score   DOUBLE PRECISION,
    challenger_score DOUBLE PRECISION,
    verdict          VARCHAR(16) NOT NULL,
    in_office        BOOLEAN NOT NULL,
    -- Base64 in TEXT: H2's BYTEA ends at a million bytes, and no other binary type is common to both products. Null
    -- where the version never was in office, and in runs before the latest.
    encoded          TEXT,
    PRIMARY KEY (run_id, scheduler, version)
);
