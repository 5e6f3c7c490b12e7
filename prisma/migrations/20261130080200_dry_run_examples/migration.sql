-- A dry run's examples name customers: those of people who were redacted since go, like all else that speaks of them.
UPDATE dry_run d SET tally = jsonb_set(tally, '{examples}', (
  SELECT coalesce(jsonb_agg(one ORDER BY place), '[]') FROM jsonb_array_elements(tally -> 'examples') WITH ORDINALITY AS e(one, place)
  WHERE NOT EXISTS (SELECT FROM customer c WHERE c.shop_id = d.shop_id AND c.id = (one ->> 'customerId')::int8 AND c.redacted_at IS NOT NULL)));
