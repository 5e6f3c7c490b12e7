-- What a report counted, kept with how much that was: little is counted anew, much once a night.
CREATE TABLE report (
  shop_id bigint NOT NULL,
  days int NOT NULL,
  counts jsonb NOT NULL,
  made_at timestamptz(3) NOT NULL,
  rows int NOT NULL,
  PRIMARY KEY (shop_id, days)
);
ALTER TABLE report ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_scope ON report TO carafe_app USING (shop_id = carafe_shop_id()) WITH CHECK (shop_id = carafe_shop_id());
CREATE POLICY sweep ON report TO carafe_sweep USING (true) WITH CHECK (true);
CREATE INDEX answer_at ON answer (shop_id, at);
CREATE INDEX complaint_opened ON complaint (shop_id, opened_at);
