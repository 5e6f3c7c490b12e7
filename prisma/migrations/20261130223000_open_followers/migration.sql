-- Who follows whom, of all that is open and not only of what is planned: of each of thousands of messages the rest of its
-- mail is asked for at once. A claim, which takes what is planned, finds its followers in it as before.
DROP INDEX message_follower;
CREATE INDEX message_follower ON message (shop_id, lead_key)
  WHERE lead_key <> key AND state IN ('planned', 'awaiting_approval', 'held');
