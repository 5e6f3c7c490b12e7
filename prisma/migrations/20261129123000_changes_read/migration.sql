-- How far changes were read while the history was not whole, and why the last reading of them came to nothing.
ALTER TABLE shop ADD COLUMN changes_read_through TIMESTAMPTZ(3),
  ADD COLUMN reconcile_error TEXT;
