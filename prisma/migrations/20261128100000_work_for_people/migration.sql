-- What was promised is somebody's words about a customer: sealed like all of them. Nothing has written the plain column yet.
ALTER TABLE commitment DROP COLUMN what, ADD COLUMN what_sealed bytea;
-- A promise whose day passed stays a broken one, though it was kept later or given a new day.
ALTER TABLE commitment ADD COLUMN broken_at timestamptz(3);
-- What was done is read from its newest end.
CREATE INDEX task_done ON task (shop_id, done_at, id) WHERE state = 'done';
CREATE INDEX commitment_kept ON commitment (shop_id, kept_at, id) WHERE state = 'kept';
