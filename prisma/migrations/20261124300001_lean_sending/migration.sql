-- A claim and a sent mail write to every index of their tables, so each index must earn its place.

-- A customer's messages are few: the index of all of them serves the open ones as well.
DROP INDEX message_open;
-- By shop, state and due time: one index in that order serves claims and lists. What is on its way or sent is never asked
-- for by its due time, and is most of what there is after a year.
DROP INDEX message_upcoming;
DROP INDEX message_shop_id_state_due_at_id_idx;
CREATE INDEX message_by_state ON message (shop_id, state, due_at, id) WHERE state NOT IN ('sending', 'sent');
-- Who follows whom: a message that leads or goes alone needs no entry (lead_key is null, or its own key in older rows).
DROP INDEX message_lead;
CREATE INDEX message_follower ON message (shop_id, lead_key) WHERE state = 'planned' AND lead_key <> key;
-- The timeline asks by message; nobody asks a shop's transitions by time.
DROP INDEX message_transition_shop_id_at_idx;

-- A mail that is not sent has no place among the sent ones.
DROP INDEX mail_shop_id_sent_at_id_idx;
CREATE INDEX mail_sent ON mail (shop_id, sent_at, id) WHERE sent_at IS NOT NULL;
-- Nor has one without a Message-ID among those that a bounce is looked up in.
DROP INDEX mail_message_id_header_idx;
CREATE INDEX mail_message_id ON mail (message_id_header) WHERE message_id_header IS NOT NULL;
-- Open mails are few; with the lease itself in their index, each renewal would write every index anew.
DROP INDEX mail_open;
CREATE INDEX mail_open ON mail (shop_id, id) WHERE state = 'sending' AND retry_at IS NULL;

-- One forecast a customer and need: the unique key serves look-ups by customer.
DROP INDEX forecast_shop_id_customer_id_idx;
