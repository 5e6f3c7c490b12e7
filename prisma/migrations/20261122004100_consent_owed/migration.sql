-- A consent that was told to us and not yet to Shopify: the row remembers it, so that a lost job loses nothing.
ALTER TABLE consent ADD COLUMN write_owed boolean NOT NULL DEFAULT false;
CREATE INDEX consent_write_owed ON consent (shop_id, id) WHERE write_owed;
