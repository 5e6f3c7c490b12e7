-- Nothing ever told the promised day of an order.
ALTER TABLE orders DROP COLUMN promised_on;

-- Orders that Shopify's API brought took the time of any later change for that of their payment. They count from when they
-- were placed; older ones no longer matter to anything that asks.
UPDATE orders SET paid_at = NULL
  WHERE arrived_by IN ('backfill', 'reconcile') AND paid_at IS NOT NULL AND processed_at > now() - interval '200 days';
