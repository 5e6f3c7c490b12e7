import { onServer } from './postgres-server';

/** Statements of this database that wait for a row or a lock somebody else holds. */
export async function waitingStatements(): Promise<number> {
  const { rows } = await onServer(String(process.env.DATABASE_URL), (client) =>
    client.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    ),
  );
  return rows.length;
}
