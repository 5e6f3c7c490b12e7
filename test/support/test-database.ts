import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { databaseUrl, onServer } from './postgres-server';
import { undrawnChanges } from './undrawn-changes';

/**
 * Setup file of the projects with a database: each test file gets its own, copied from the migrated template, under
 * process.env.DATABASE_URL. Whatever the file did: each change of a message's state must be an arrow of the drawing.
 */
const name = `carafe_test_${process.pid}_${randomBytes(4).toString('hex')}`;

beforeAll(async () => {
  await onServer(inject('postgresUrl'), (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')}`),
  );
  process.env.DATABASE_URL = databaseUrl(inject('postgresUrl'), name);
}, 60_000);

afterAll(async () => {
  const { closeLiveQueue } = await import('~/base/queue/live-queue.server');
  await closeLiveQueue(1_000);
  const { closeDatabase } = await import('~/db.server');
  await closeDatabase();
  const undrawn = await undrawnChanges(databaseUrl(inject('postgresUrl'), name)).finally(dropDatabase);
  expect(undrawn, 'changes of state that message-states.ts does not draw').toEqual([]);
}, 60_000);

async function dropDatabase(): Promise<void> {
  await onServer(inject('postgresUrl'), (client) =>
    client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  );
}
