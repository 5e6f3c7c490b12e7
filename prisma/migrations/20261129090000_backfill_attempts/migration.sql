-- How often a bulk result was of no use, when the next try is due, and how long Shopify says that the file is.
ALTER TABLE backfill ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN next_try_at TIMESTAMPTZ(3),
  ADD COLUMN file_size BIGINT;
