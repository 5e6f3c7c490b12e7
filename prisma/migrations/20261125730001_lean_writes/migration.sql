-- A mail's row is written five times in a moment (claim, phases, committing, outcome). With room left in its page, those
-- writes that touch no index stay in the page and leave the indexes alone.
ALTER TABLE mail SET (fillfactor = 50);

-- A customer belongs to one shop: with the shop in front, this index also offered itself for "all of a shop", and for a
-- shop that the statistics did not know yet, a look-up by number walked through all of its mails.
DROP INDEX mail_shop_id_customer_id_sent_at_idx;
CREATE INDEX mail_customer_id_sent_at_idx ON mail (customer_id, sent_at);

-- Transitions are asked for by message, never by their number alone: one index serves, and each change of a message
-- writes one entry less.
ALTER TABLE message_transition DROP CONSTRAINT message_transition_pkey;
DROP INDEX message_transition_shop_id_message_id_at_idx;
ALTER TABLE message_transition ADD CONSTRAINT message_transition_pkey PRIMARY KEY (message_id, id);
