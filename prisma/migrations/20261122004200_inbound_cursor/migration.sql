-- How far a shop's mailbox was read.
CREATE TABLE inbound_cursor (
  shop_id bigint PRIMARY KEY,
  mailbox text NOT NULL,
  uid_validity bigint NOT NULL,
  last_uid bigint NOT NULL,
  read_at timestamptz(3) NOT NULL,
  error text
);
ALTER TABLE inbound_cursor ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_scope ON inbound_cursor TO carafe_app USING (shop_id = carafe_shop_id()) WITH CHECK (shop_id = carafe_shop_id());
CREATE POLICY sweep ON inbound_cursor TO carafe_sweep USING (true) WITH CHECK (true);
