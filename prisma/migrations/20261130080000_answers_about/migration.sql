-- Whom an answer to a data request tells of: it goes when one of them is redacted, whatever name the request had for them.
ALTER TABLE privacy_request ADD COLUMN customer_ids BIGINT[] NOT NULL DEFAULT '{}';
UPDATE privacy_request r SET customer_ids = ARRAY(
  WITH RECURSIVE person AS (
    SELECT id FROM customer WHERE shop_id = r.shop_id AND shopify_customer_id = r.shopify_customer_id
    UNION SELECT id FROM customer WHERE shop_id = r.shop_id AND email_hash = r.email_hash
    UNION SELECT c.id FROM customer c JOIN person p ON c.merged_into_id = p.id WHERE c.shop_id = r.shop_id
  ) SELECT id FROM person)
WHERE result_sealed IS NOT NULL;
UPDATE privacy_request r SET result_sealed = NULL, customer_ids = '{}'
WHERE EXISTS (SELECT FROM customer c WHERE c.shop_id = r.shop_id AND c.id = ANY(r.customer_ids) AND c.redacted_at IS NOT NULL);
