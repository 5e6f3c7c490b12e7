-- A week of the inbox is dropped only when all of it was worked in: a webhook that still waits may be told nowhere else.
CREATE OR REPLACE FUNCTION carafe_drop_partitions(parent text, before timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE child record; dropped int := 0; waits boolean;
BEGIN
  IF parent NOT IN ('inbox_webhook', 'attempt') THEN RAISE EXCEPTION 'not a partitioned table: %', parent; END IF;
  FOR child IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = parent::regclass AND c.relname ~ '_[0-9]{8}$' LOOP
    CONTINUE WHEN to_date(right(child.relname, 8), 'YYYYMMDD') + 7 > (before AT TIME ZONE 'UTC')::date;
    waits := false;
    IF parent = 'inbox_webhook' THEN
      EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE shop_id IS NOT NULL AND state IN (''received'', ''stuck''))', child.relname)
        INTO waits;
    END IF;
    CONTINUE WHEN waits;
    EXECUTE format('DROP TABLE %I', child.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
