import { databaseUrl, migrateDatabase, onServer, startServer } from './postgres-server';

/**
 * A migrated database for a bench, with fsync on, because commits are what is measured. TEST_DATABASE_URL names a server
 * that runs already. Sets process.env.DATABASE_URL.
 */
export async function benchDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL
    ? null
    : await startServer(['shared_buffers=512MB', 'max_wal_size=4GB', 'max_connections=100']);
  const serverUrl = server?.url ?? String(process.env.TEST_DATABASE_URL);
  const name = `carafe_bench_${process.pid}`;
  await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  const url = databaseUrl(serverUrl, name);
  await migrateDatabase(url);
  process.env.DATABASE_URL = url;
  return {
    url,
    drop: async () => {
      await onServer(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      await server?.stop();
    },
  };
}
