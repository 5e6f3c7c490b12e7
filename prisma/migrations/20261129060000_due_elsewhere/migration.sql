-- While a shop's mail server is away, each claim looks for what goes another way, past all the mail that waits.
CREATE INDEX message_due_elsewhere ON message (shop_id, due_at, id) WHERE state = 'planned' AND channel <> 'email';
