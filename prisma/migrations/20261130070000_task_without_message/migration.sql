-- Nothing ever wrote it: which mails a reply answers is told by its engagements.
ALTER TABLE task DROP COLUMN message_id;
