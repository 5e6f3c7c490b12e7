-- Messages of a mail are looked for within their shop. An index of the mail alone leaves a planner that knows nothing yet
-- of the table to weigh it against any index of the shop, and to read all that the shop has for each mail.
DROP INDEX message_mail;
CREATE INDEX message_mail ON message (mail_id, shop_id) WHERE mail_id IS NOT NULL;
