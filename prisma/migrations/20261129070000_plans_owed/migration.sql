-- Whose plans new pools may change, until all of them are marked: a sweep that dies in between loses nobody.
ALTER TABLE shop_pool ADD COLUMN plans_owed jsonb;
