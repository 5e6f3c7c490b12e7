import { runMigrations } from 'bullmq';
import { dropQueue } from '../../support/drop-queue';
import { onServer } from '../../support/postgres-server';
import { describeQueue } from './queue-suite';

process.env.SWEEP_SECONDS = '1';

const url = () => String(process.env.DATABASE_URL);

describeQueue('the queue on PostgreSQL', () => ({
  empty: () => onServer(url(), dropQueue),
  replace: () =>
    onServer(url(), async (client) => {
      await dropQueue(client);
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
