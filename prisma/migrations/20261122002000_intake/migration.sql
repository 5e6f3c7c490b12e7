-- What projection needs to give the same rows in whatever order webhooks arrive.
-- versions: for groups of fields that not every source tells (tags, numbers, locale, address, flags), the version they are of.
ALTER TABLE "customer"
  ADD COLUMN "versions" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "own_locale" TEXT,
  ADD COLUMN "default_country_code" TEXT,
  ADD COLUMN "default_province_code" TEXT;
ALTER TABLE "orders"
  ADD COLUMN "versions" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "is_company" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "need" ADD COLUMN "shopify_product_id" TEXT;
CREATE UNIQUE INDEX "need_shop_id_shopify_product_id_key" ON "need"("shop_id", "shopify_product_id");
ALTER TABLE "variant" ADD COLUMN "option_values" TEXT[];

-- Every address that a customer ever had, so that a guest of that address finds its customer whichever came first.
CREATE TABLE "customer_email" (
    "shop_id" BIGINT NOT NULL,
    "email_hash" BYTEA NOT NULL,
    "customer_id" BIGINT NOT NULL,

    CONSTRAINT "customer_email_pkey" PRIMARY KEY ("shop_id", "email_hash", "customer_id")
);
CREATE INDEX "customer_email_customer_id_idx" ON "customer_email"("customer_id");
ALTER TABLE "customer_email" ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_scope ON "customer_email" TO carafe_app USING (shop_id = carafe_shop_id()) WITH CHECK (shop_id = carafe_shop_id());
CREATE POLICY sweep ON "customer_email" TO carafe_sweep USING (true) WITH CHECK (true);

-- A guest is one row for an address.
CREATE UNIQUE INDEX customer_guest ON customer (shop_id, email_hash) WHERE shopify_customer_id IS NULL AND email_hash IS NOT NULL;

-- Rows that need a person.
CREATE INDEX inbox_webhook_stuck ON inbox_webhook (shop_id, id) WHERE state = 'stuck';

-- A refund is told in two places, which may differ: it takes the newest word, like all else.
ALTER TABLE "refund"
  ADD COLUMN "source_updated_at" TIMESTAMPTZ(3),
  ADD COLUMN "source_hash" BYTEA;
