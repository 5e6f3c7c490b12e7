-- A line that an export told of keeps the name that its messages have when Shopify tells of the line itself.
ALTER TABLE order_line ADD COLUMN imported_as TEXT;

-- Messages about imported lines were named by the line's place alone, the same in every order. Each gets the name of the
-- line that it is about, with what people decided about it.
CREATE TEMP TABLE renamed AS
SELECT m.id, m.shop_id, m.customer_id, m.key AS before,
  m.kind || '-import-' || CASE WHEN p.imported[1] ~ '^gid://shopify/[A-Za-z]+/\d+$' THEN substring(p.imported[1] FROM '\d+$')
    ELSE 'n' || left(encode(sha256(convert_to(p.imported[1], 'UTF8')), 'hex'), 16) END || '-' || p.imported[2]
    || '-' || substring(m.key FROM '\d+$') AS after
FROM message m JOIN order_line l ON l.shop_id = m.shop_id AND l.id = m.order_line_id
CROSS JOIN LATERAL regexp_match(l.shopify_line_item_id, '^import:(.+):(\d+)$') AS p (imported)
WHERE p.imported IS NOT NULL AND m.key = m.kind || '-' || p.imported[2] || '-' || substring(m.key FROM '\d+$');

-- The lines of others have gone: Shopify told of their orders since. A mail that went out is about the line in that place
-- now; what was planned about it a second time goes with the next plan.
CREATE TEMP TABLE spent AS
SELECT m.id, m.shop_id, m.customer_id, l.id AS line, m.key AS before,
  m.kind || '-' || substring(l.gid FROM '\d+$') || '-' || substring(m.key FROM '\d+$') AS after
FROM message m JOIN orders o ON o.shop_id = m.shop_id AND o.id = m.order_id
JOIN LATERAL (SELECT x.id, x.shopify_line_item_id AS gid,
    row_number() OVER (ORDER BY length(x.shopify_line_item_id), x.shopify_line_item_id) AS place
  FROM order_line x WHERE x.shop_id = o.shop_id AND x.shopify_order_id = o.shopify_order_id) l
  ON m.key = m.kind || '-' || l.place || '-' || substring(m.key FROM '\d+$')
WHERE m.order_line_id IS NOT NULL AND m.state IN ('sending', 'sent', 'unconfirmed', 'failed') AND l.gid ~ '/\d+$'
  AND NOT EXISTS (SELECT FROM order_line x WHERE x.shop_id = m.shop_id AND x.id = m.order_line_id);
DELETE FROM spent s USING message m WHERE m.shop_id = s.shop_id AND m.key = s.after
  AND m.state IN ('sending', 'sent', 'unconfirmed', 'failed');
UPDATE message m SET key = 'double-' || m.id, lead_key = NULL FROM spent s WHERE m.shop_id = s.shop_id AND m.key = s.after;
UPDATE message m SET order_line_id = s.line FROM spent s WHERE m.id = s.id;
INSERT INTO renamed (id, shop_id, customer_id, before, after) SELECT id, shop_id, customer_id, before, after FROM spent;

UPDATE message m SET lead_key = r.after FROM renamed r
WHERE m.shop_id = r.shop_id AND m.customer_id = r.customer_id AND m.lead_key = r.before;
UPDATE override o SET message_key = r.after FROM renamed r WHERE o.shop_id = r.shop_id AND o.message_key = r.before;
UPDATE exposure e SET message_key = r.after FROM renamed r WHERE e.shop_id = r.shop_id AND e.message_key = r.before;
UPDATE message m SET key = r.after FROM renamed r WHERE m.id = r.id;

-- Who shared a name with another had no message of their own.
UPDATE customer c SET replan_due_at = now() WHERE c.merged_into_id IS NULL AND EXISTS (
  SELECT FROM orders o JOIN order_line l ON l.shop_id = o.shop_id AND l.shopify_order_id = o.shopify_order_id
  WHERE o.shop_id = c.shop_id AND o.customer_id = c.id AND l.shopify_line_item_id LIKE 'import:%')
  OR EXISTS (SELECT FROM spent s WHERE s.shop_id = c.shop_id AND s.customer_id = c.id);
DROP TABLE renamed;
DROP TABLE spent;
