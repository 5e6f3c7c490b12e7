-- Mails that wait for their next try, found by its time.
CREATE INDEX mail_retry ON mail (retry_at) WHERE state = 'sending' AND retry_at IS NOT NULL;
-- Every try of one mail, newest partition first.
CREATE INDEX attempt_mail ON attempt (shop_id, mail_id);
-- A mail's phase changes a few times within a second: room on its page keeps those updates out of the indexes.
ALTER TABLE mail SET (fillfactor = 70);
