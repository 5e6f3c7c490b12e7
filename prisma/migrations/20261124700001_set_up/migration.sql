-- How far a merchant has come in the first run; kept here, so that leaving it loses nothing.
CREATE TABLE set_up (
  shop_id bigint PRIMARY KEY,
  step text NOT NULL,
  passed text[] NOT NULL DEFAULT '{}',
  skipped text[] NOT NULL DEFAULT '{}',
  finished_at timestamptz(3),
  changed_at timestamptz(3) NOT NULL,
  changed_by text NOT NULL
);
ALTER TABLE set_up ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_scope ON set_up TO carafe_app USING (shop_id = carafe_shop_id()) WITH CHECK (shop_id = carafe_shop_id());
CREATE POLICY sweep ON set_up TO carafe_sweep USING (true) WITH CHECK (true);
