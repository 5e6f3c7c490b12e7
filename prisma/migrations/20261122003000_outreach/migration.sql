-- The day first meant, before quiet days, caps and holds moved it: tells a message that waits from one that came too late.
ALTER TABLE message ADD COLUMN wanted_on date;

-- What a decision changed, so that undo can put it back.
ALTER TABLE override ADD COLUMN previous jsonb;

-- How many messages of a kind may go in a day before a person looks: the greater of flood_minimum and 3 x the usual day.
ALTER TABLE shop_kind ADD COLUMN flood_minimum integer NOT NULL DEFAULT 25;
ALTER TABLE shop_kind ADD COLUMN flood_limit integer NOT NULL DEFAULT 25;

-- The class that a merchant's own words ask for: an offer or an order button makes a mail marketing.
ALTER TABLE template ADD COLUMN class text NOT NULL DEFAULT 'transactional';

-- Rows that wait for a person or a hold and whose day has come: the sweep looks at them again.
CREATE INDEX message_waiting ON message (due_at) WHERE state IN ('awaiting_approval', 'held');
