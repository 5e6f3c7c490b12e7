-- A reminder that waits until the shop's orders are up to date stays planned, for it goes by itself, and is held all the
-- same for whoever reads lists and counts: by the same column, so that the same index finds it.
ALTER TABLE message DROP COLUMN hold;
ALTER TABLE message ADD COLUMN hold text
  GENERATED ALWAYS AS (CASE
    WHEN state = 'held' THEN coalesce(why -> -1, reason) ->> 'code'
    WHEN state = 'planned' AND why -> -1 ->> 'code' = 'held-not-reconciled' THEN 'held-not-reconciled'
  END) STORED;
CREATE INDEX message_hold ON message (shop_id, hold, due_at, id) WHERE hold IS NOT NULL;
