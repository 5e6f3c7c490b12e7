-- Which word told the quantities: a newer one that tells none must not lend them its own age. Empty where it was not noted.
ALTER TABLE fulfillment ADD COLUMN versions JSONB NOT NULL DEFAULT '{}';
ALTER TABLE refund ADD COLUMN versions JSONB NOT NULL DEFAULT '{}';
ALTER TABLE order_return ADD COLUMN versions JSONB NOT NULL DEFAULT '{}';
