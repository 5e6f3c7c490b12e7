-- What was open of people who were redacted: nobody can know any more what it was.
UPDATE complaint x SET state = 'ended' FROM customer c
  WHERE x.state = 'open' AND c.shop_id = x.shop_id AND c.id = x.customer_id AND c.redacted_at IS NOT NULL;
UPDATE commitment x SET state = 'ended' FROM customer c
  WHERE x.state = 'open' AND c.shop_id = x.shop_id AND c.id = x.customer_id AND c.redacted_at IS NOT NULL;
