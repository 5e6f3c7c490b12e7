import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '~/base/lib/embedded-postgres.server';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    templateDatabase: string;
  }
}

/**
 * One real PostgreSQL for a run, with one migrated template that each test file copies (some 50 ms a copy).
 * TEST_DATABASE_URL names a server that runs already; its user must be allowed to create databases and roles.
 */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  // Tests of crashes kill our processes, not the server: it may skip its own flushes.
  const server = process.env.TEST_DATABASE_URL
    ? null
    : await startServer({ fsync: 'off', max_connections: 300, shared_buffers: '256MB' });
  const url = server?.url ?? String(process.env.TEST_DATABASE_URL);
  const template = `carafe_template_${process.pid}`;
  await onServer(url, (client) => client.query(`CREATE DATABASE ${template}`));
  await migrateDatabase(databaseUrl(url, template));
  project.provide('postgresUrl', url);
  project.provide('templateDatabase', template);
  return async () => {
    if (server) return server.stop();
    await onServer(url, (client) => client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`));
  };
}

/**
 * A server of our own, started as the app starts its own, with these settings besides: in a new folder, which `stop`
 * removes, or in one that stays.
 */
export async function startServer(
  settings: Readonly<Record<string, string | number>>,
  keptFolder?: string,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = keptFolder ?? (await mkdtemp(join(tmpdir(), 'carafe-pg-')));
  const server = await startEmbeddedPostgres(folder, { settings });
  return {
    url: server.adminUrl,
    stop: async () => {
      await server.stop();
      if (!keptFolder) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The newest schema, by the same migrations that a shop's database gets. */
export async function migrateDatabase(url: string): Promise<void> {
  await promisify(execFile)('node', ['node_modules/prisma/build/index.js', 'migrate', 'deploy'], {
    env: { ...process.env, DATABASE_URL: url },
  });
}

export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  // A server that a test kills may say so when nothing is asked; whoever asks is told by the answer.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Whether the server takes a connection and answers: not while it is being killed or started. */
export async function isAnswering(url: string): Promise<boolean> {
  try {
    await onServer(url, (client) => client.query('SELECT 1'));
    return true;
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
