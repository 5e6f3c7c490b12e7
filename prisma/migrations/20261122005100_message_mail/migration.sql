-- Messages of a mail: years of planned ones have none and need no entry.
DROP INDEX message_mail_id_idx;
CREATE INDEX message_mail ON message (mail_id) WHERE mail_id IS NOT NULL;
