-- Shopify names the orders whose buyer must go: a guest's may be among them, whom nothing else leads to.
ALTER TABLE privacy_request ADD COLUMN shopify_order_ids TEXT[] NOT NULL DEFAULT '{}';
