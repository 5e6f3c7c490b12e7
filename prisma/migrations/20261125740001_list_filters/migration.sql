-- Customers by the state of a message: one of the index, and not each message of each customer, is looked at.
CREATE INDEX message_shop_id_customer_id_state_idx ON message (shop_id, customer_id, state);
DROP INDEX message_shop_id_customer_id_idx;

-- The queue by kind, its past as well: a kind of which nothing lapsed is not looked for among all that did.
CREATE INDEX message_by_kind ON message (shop_id, kind, state, due_at, id) WHERE state NOT IN ('sending', 'sent');
DROP INDEX message_kind_upcoming;
