-- Mean bounded slowdown by group of tasks: null in rows that were stored before.
ALTER TABLE scheduler_totals ADD COLUMN group_slowdowns BYTEA;
