-- What shows that the merchant's own mail server works: a keyed hash of the settings that passed a test, or that somebody
-- took without one; and since when the settings are as they are. A mail that was taken since then shows it as well.
ALTER TABLE shop ADD COLUMN smtp_proof BYTEA,
  ADD COLUMN mail_server_since TIMESTAMPTZ(3);
