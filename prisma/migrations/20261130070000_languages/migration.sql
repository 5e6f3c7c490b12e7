-- The settings tell which languages a shop's buyers speak: one step of this index for each. A column of its own, since
-- `lower` is not leakproof, so that PostgreSQL would not use an index over it below a policy.
ALTER TABLE customer ADD COLUMN language text GENERATED ALWAYS AS (lower(left(coalesce(locale, ''), 2))) STORED;
CREATE INDEX customer_by_language ON customer (shop_id, language)
  WHERE merged_into_id IS NULL AND last_order_at IS NOT NULL;
