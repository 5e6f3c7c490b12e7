-- Why a message was not sent, so that the queue can be filtered by it. A column, like what holds one: no index on an
-- expression of JSON is used below row-level security. Empty, and in no index, for all that is open or was sent.
ALTER TABLE message ADD COLUMN why_not text
  GENERATED ALWAYS AS (CASE
    WHEN state IN ('skipped', 'expired', 'cancelled') THEN coalesce(why -> -1, reason) ->> 'code'
  END) STORED;
-- With all that the list can be narrowed by: a reason that is frequent and never one of a kind is not looked through.
CREATE INDEX message_why_not ON message (shop_id, why_not, state, kind, due_at, id) WHERE why_not IS NOT NULL;
