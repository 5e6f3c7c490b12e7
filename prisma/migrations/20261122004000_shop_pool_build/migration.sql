-- The usual transit by country, learnt in the same sweep, and a stamp by which caches notice a new build.
ALTER TABLE shop_pool
  ADD COLUMN transit jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN built_at timestamptz(3) NOT NULL DEFAULT now();
