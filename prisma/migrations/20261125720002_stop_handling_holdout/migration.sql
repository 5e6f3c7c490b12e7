-- Spam reports stop a shop's marketing by a mark of its own: kinds that have no row yet, or are switched on later, are
-- stopped as well. What the breakers paused kind by kind becomes that mark.
ALTER TABLE shop ADD COLUMN marketing_stopped_at timestamptz(3), ADD COLUMN marketing_stop jsonb;
UPDATE shop s SET marketing_stopped_at = k.since
  FROM (SELECT shop_id, min(paused_at) AS since FROM shop_kind WHERE paused_by = 'Carafe' GROUP BY shop_id) k WHERE k.shop_id = s.id;
UPDATE shop_kind SET paused_at = NULL, paused_by = NULL WHERE paused_by = 'Carafe';

-- How many working days nine in ten of the shop's own orders took from payment to parcel.
ALTER TABLE shop ADD COLUMN handling_days smallint;

-- Mondays to Fridays from 1970-01-05 up to and with a day: the difference of two days is the working days between.
CREATE FUNCTION carafe_working_days(day date) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT (day - date '1970-01-05') / 7 * 5 + least((day - date '1970-01-05') % 7 + 1, 5) $$;

-- Who chose a kind's holdout (null: nobody, it comes on by itself), since when it is as it is, and what was measured.
ALTER TABLE shop_kind ADD COLUMN holdout_set_by text, ADD COLUMN holdout_changed_at timestamptz(3),
  ADD COLUMN due_moments int NOT NULL DEFAULT 0;
