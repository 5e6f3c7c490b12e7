-- An owner that is no superuser becomes a member of the roles that it made, from PostgreSQL 16 on without the right to
-- take them. Our connections take them, so the owner grants itself that right.
DO $$
DECLARE role_name text;
BEGIN
  IF current_setting('server_version_num')::int < 160000 THEN RETURN; END IF;
  FOREACH role_name IN ARRAY ARRAY['carafe_app', 'carafe_sweep'] LOOP
    IF NOT pg_has_role(current_user, role_name, 'SET') THEN
      EXECUTE format('GRANT %I TO %I WITH SET TRUE', role_name, current_user);
    END IF;
  END LOOP;
END $$;

-- A query that names a partition instead of its table would pass by the table's policies: partitions get row-level
-- security of their own and no policy, so that the application reaches their rows through the table alone.
DO $$
DECLARE child record;
BEGIN
  FOR child IN SELECT i.inhrelid::regclass AS name FROM pg_inherits i
      WHERE i.inhparent IN ('inbox_webhook'::regclass, 'attempt'::regclass) LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', child.name);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION carafe_ensure_partitions(around timestamptz, weeks_ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  parent text; monday date; week int; made int := 0; child text;
BEGIN
  FOREACH parent IN ARRAY ARRAY['inbox_webhook', 'attempt'] LOOP
    FOR week IN 0..weeks_ahead LOOP
      monday := date_trunc('week', around AT TIME ZONE 'UTC')::date + 7 * week;
      child := format('%s_%s', parent, to_char(monday, 'YYYYMMDD'));
      IF to_regclass(child) IS NULL THEN
        BEGIN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
            child, parent, monday::text || ' 00:00:00+00', (monday + 7)::text || ' 00:00:00+00');
          EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', child);
          made := made + 1;
        EXCEPTION WHEN duplicate_table OR check_violation THEN NULL;
        END;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
