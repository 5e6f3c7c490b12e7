-- How many customers bought a need, on the need itself: the list of products begins with what most people buy, page by
-- page by an index, which no join could give.
ALTER TABLE need ADD COLUMN buyers integer NOT NULL DEFAULT 0;
CREATE INDEX need_shop_buyers ON need (shop_id, buyers DESC, id DESC) WHERE retired_at IS NULL;

-- What a person changed about products, with what was there before: for undo, and to say who did it.
CREATE TABLE product_edit (
  id bigserial PRIMARY KEY,
  shop_id bigint NOT NULL,
  what text NOT NULL,
  by text NOT NULL,
  by_name text,
  items integer NOT NULL,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  at timestamptz(3) NOT NULL,
  undone_at timestamptz(3),
  replanned_at timestamptz(3)
);
CREATE INDEX product_edit_owed ON product_edit (shop_id) WHERE replanned_at IS NULL;
CREATE INDEX product_edit_shop_at ON product_edit (shop_id, at DESC);
ALTER TABLE product_edit ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_scope ON product_edit TO carafe_app USING (shop_id = carafe_shop_id()) WITH CHECK (shop_id = carafe_shop_id());
CREATE POLICY sweep ON product_edit TO carafe_sweep USING (true) WITH CHECK (true);

-- When a variant could not be bought: a gap that waited for stock is the shop's and not the customer's.
CREATE TABLE stock_out (
  id bigserial PRIMARY KEY,
  shop_id bigint NOT NULL,
  shopify_variant_id text NOT NULL,
  from_at timestamptz(3) NOT NULL,
  until_at timestamptz(3)
);
CREATE UNIQUE INDEX stock_out_begin ON stock_out (shop_id, shopify_variant_id, from_at);
CREATE UNIQUE INDEX stock_out_open ON stock_out (shop_id, shopify_variant_id) WHERE until_at IS NULL;
ALTER TABLE stock_out ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_scope ON stock_out TO carafe_app USING (shop_id = carafe_shop_id()) WITH CHECK (shop_id = carafe_shop_id());
CREATE POLICY sweep ON stock_out TO carafe_sweep USING (true) WITH CHECK (true);

-- An order that was bought for somebody else tells nothing of its buyer's own supply.
ALTER TABLE orders ADD COLUMN for_someone_else boolean NOT NULL DEFAULT false;

-- The pack size that the store itself states (unit price, metafield), beside what titles say.
ALTER TABLE variant ADD COLUMN pack_size jsonb, ADD COLUMN pack_read_at timestamptz(3);

-- How good the forecasts were on the shop's own past; made anew each week.
CREATE TABLE model_score (
  shop_id bigint PRIMARY KEY,
  score jsonb NOT NULL,
  scored_on date NOT NULL
);
ALTER TABLE model_score ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_scope ON model_score TO carafe_app USING (shop_id = carafe_shop_id()) WITH CHECK (shop_id = carafe_shop_id());
CREATE POLICY sweep ON model_score TO carafe_sweep USING (true) WITH CHECK (true);
