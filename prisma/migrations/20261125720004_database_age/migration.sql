-- A beat that only ever grows. The workers keep the last one they saw outside of the database: one that reads less than
-- that was restored from a backup. `mark` tells this database (and its backups) from any other.
CREATE TABLE database_age (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  mark uuid NOT NULL,
  beat bigint NOT NULL
);
