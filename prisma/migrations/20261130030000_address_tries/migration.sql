-- Tries that the address itself put off: what a relay that is out of reach costs in tries is not counted against it.
ALTER TABLE mail ADD COLUMN address_tries INTEGER NOT NULL DEFAULT 0;
