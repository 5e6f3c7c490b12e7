-- Which file told of an order first: lines of it in a later piece of that file are its own, and no order known before.
ALTER TABLE "orders" ADD COLUMN "order_import_id" BIGINT;
