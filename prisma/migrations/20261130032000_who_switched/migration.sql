-- Who set how a kind goes out, and when.
ALTER TABLE shop_kind ADD COLUMN mode_set_by TEXT, ADD COLUMN mode_set_at TIMESTAMPTZ(3);
