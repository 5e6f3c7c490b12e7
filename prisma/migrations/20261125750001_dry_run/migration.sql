-- What a kind would have sent in the store's own past: how far the run has come, and what it has counted so far.
CREATE TABLE dry_run (
  shop_id bigint NOT NULL,
  kind text NOT NULL,
  run int NOT NULL DEFAULT 1,
  from_on date NOT NULL,
  until_at timestamptz(3) NOT NULL,
  customers int NOT NULL DEFAULT 0,
  one_in int NOT NULL DEFAULT 1,
  learnt int NOT NULL DEFAULT 0,
  done int NOT NULL DEFAULT 0,
  cursor bigint NOT NULL DEFAULT 0,
  tally jsonb NOT NULL,
  tries int NOT NULL DEFAULT 0,
  lease_until timestamptz(3),
  started_at timestamptz(3) NOT NULL,
  started_by text NOT NULL,
  finished_at timestamptz(3),
  cancelled_at timestamptz(3),
  failed_at timestamptz(3),
  PRIMARY KEY (shop_id, kind)
);
CREATE INDEX dry_run_open ON dry_run (lease_until) WHERE finished_at IS NULL AND cancelled_at IS NULL AND failed_at IS NULL;
ALTER TABLE dry_run ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_scope ON dry_run TO carafe_app USING (shop_id = carafe_shop_id()) WITH CHECK (shop_id = carafe_shop_id());
CREATE POLICY sweep ON dry_run TO carafe_sweep USING (true) WITH CHECK (true);
