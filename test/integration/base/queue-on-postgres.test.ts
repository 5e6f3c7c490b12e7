import { runMigrations } from 'bullmq';
import { onServer } from '../../support/postgres-server';
import { describeQueue } from './queue-suite';

process.env.SWEEP_SECONDS = '1';

const url = () => String(process.env.DATABASE_URL);
const drop = () => onServer(url(), (client) => client.query('DROP SCHEMA IF EXISTS bullmq CASCADE'));

describeQueue('the queue on PostgreSQL', () => ({
  empty: async () => void (await drop()),
  replace: () =>
    onServer(url(), async (client) => {
      await client.query('DROP SCHEMA IF EXISTS bullmq CASCADE');
      await runMigrations(client, 'bullmq');
    }),
  cutConnections: () =>
    onServer(url(), async (client) => {
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    }),
}));
