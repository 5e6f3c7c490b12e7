-- What a batch has decided is taken back as a whole: by what it changed, not by whose turn it was in its mail.
ALTER TABLE override ADD COLUMN batch_id bigint;
CREATE INDEX override_of_batch ON override (batch_id) WHERE batch_id IS NOT NULL;
