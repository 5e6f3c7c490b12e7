-- Which things of the order a complaint is about, where the customer named them.
ALTER TABLE complaint ADD COLUMN order_line_ids BIGINT[] NOT NULL DEFAULT '{}';
