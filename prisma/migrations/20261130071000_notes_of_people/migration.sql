-- Who ended a situation early, and the complaint that a note opened.
ALTER TABLE contact_note ADD COLUMN ended_by TEXT, ADD COLUMN complaint_id BIGINT;
