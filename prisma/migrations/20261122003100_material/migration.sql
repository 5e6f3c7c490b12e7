-- Hash of what a message would say, why and to whom, as last planned: an approval copies it and falls when it changes.
ALTER TABLE message ADD COLUMN material_hash bytea;
