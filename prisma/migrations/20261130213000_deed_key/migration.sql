-- A browser whose answer was lost asks again under the same key: what it asked for is written down once.
ALTER TABLE commitment ADD COLUMN deed_key uuid;
ALTER TABLE contact_note ADD COLUMN deed_key uuid;
ALTER TABLE batch ADD COLUMN deed_key uuid;
CREATE UNIQUE INDEX commitment_deed ON commitment (shop_id, deed_key) WHERE deed_key IS NOT NULL;
CREATE UNIQUE INDEX contact_note_deed ON contact_note (shop_id, deed_key) WHERE deed_key IS NOT NULL;
CREATE UNIQUE INDEX batch_deed ON batch (shop_id, deed_key) WHERE deed_key IS NOT NULL;
