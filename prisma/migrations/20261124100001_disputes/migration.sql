-- Since when the buyer's bank questions the payment of an order; null again when that is settled.
ALTER TABLE "orders" ADD COLUMN "disputed_at" TIMESTAMPTZ(3);
CREATE INDEX orders_disputed ON orders (shop_id, customer_id) WHERE disputed_at IS NOT NULL;
