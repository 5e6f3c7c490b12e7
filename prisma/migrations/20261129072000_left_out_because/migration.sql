-- The queue's list of what was not sent can be narrowed to one reason: the last that stands on the message.
CREATE INDEX message_left_out_because ON message (shop_id, (coalesce(why -> -1, reason) ->> 'code'), state, due_at, id)
  WHERE state IN ('skipped', 'expired', 'cancelled');
