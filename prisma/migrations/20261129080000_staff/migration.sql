-- Who of a shop opened the app, and what each may do. Shopify names them by number; names are the merchant's own.
CREATE TABLE staff (
  shop_id bigint NOT NULL,
  staff text NOT NULL,
  name text,
  role text NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  PRIMARY KEY (shop_id, staff)
);

-- What somebody may do who opens the app for the first time.
ALTER TABLE shop ADD COLUMN newcomer_role text NOT NULL DEFAULT 'full';

ALTER TABLE staff ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_scope ON staff TO carafe_app USING (shop_id = carafe_shop_id()) WITH CHECK (shop_id = carafe_shop_id());
CREATE POLICY sweep ON staff TO carafe_sweep USING (true) WITH CHECK (true);
