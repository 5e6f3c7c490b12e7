-- Search by name under row-level security. `@>` on arrays is not leakproof, so PostgreSQL would not use its index below a
-- policy and read every customer instead. The function looks as the owner, and only among the shop of the transaction.
CREATE FUNCTION carafe_customers_named(tokens bigint[]) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public ROWS 50 AS
$$ SELECT id FROM customer WHERE shop_id = carafe_shop_id() AND name_tokens @> tokens $$;

-- The queue, filtered by kind: a kind of which little is planned must not be looked for among all that is.
CREATE INDEX message_kind_upcoming ON message (shop_id, kind, state, due_at, id)
  WHERE state IN ('planned', 'awaiting_approval', 'held');
