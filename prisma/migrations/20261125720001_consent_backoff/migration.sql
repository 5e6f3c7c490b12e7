-- Each consent that Shopify did not take has a pause of its own, which grows with how long it has been owed.
ALTER TABLE consent ADD COLUMN next_try_at timestamptz(3);
UPDATE consent SET next_try_at = now() WHERE write_owed;
ALTER TABLE consent ADD CONSTRAINT consent_next_try CHECK (NOT write_owed OR next_try_at IS NOT NULL);
DROP INDEX consent_write_owed;
CREATE INDEX consent_write_owed ON consent (next_try_at) WHERE write_owed;
