import { spawn } from 'node:child_process';
import pg from 'pg';
import { childEnvironment } from '~/env.server';

/** Any fixed number: two starts that migrate at once take turns. */
const MIGRATION_LOCK = 7_233_114;

export interface MigrationResult {
  /** Names of the migrations that were applied now, oldest first. */
  readonly applied: readonly string[];
}

/**
 * Brings the database up to date as its owner, and lets the application's login use what it needs: the two roles of
 * row-level security, and a schema for the queue. Throws with Prisma's words when a migration fails; a migration that
 * fails leaves nothing behind.
 */
export async function migrateDatabase(
  ownerUrl: string,
  applicationUrl: string = ownerUrl,
): Promise<MigrationResult> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const before = await appliedNames(client);
    await deploy(ownerUrl);
    const after = await appliedNames(client);
    await admitLogin(client, applicationUrl);
    return { applied: after.filter((name) => !before.includes(name)) };
  } finally {
    await client.end();
  }
}

async function appliedNames(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query(
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there",
  );
  if (!found[0].there) return [];
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name',
  );
  return rows.map(({ name }) => name);
}

async function deploy(ownerUrl: string): Promise<void> {
  const child = spawn(process.execPath, ['node_modules/prisma/build/index.js', 'migrate', 'deploy'], {
    env: childEnvironment({
      DATABASE_URL: ownerUrl,
      DATABASE_OWNER_URL: ownerUrl,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`The database could not be brought up to date:\n${said.trim()}`);
}

async function admitLogin(client: pg.Client, applicationUrl: string): Promise<void> {
  const login = decodeURIComponent(new URL(applicationUrl).username);
  const { rows } = await client.query('SELECT current_user = $1 AS same, current_database() AS database', [
    login,
  ]);
  if (!login || rows[0].same) return;
  const name = client.escapeIdentifier(login);
  await client.query(`GRANT carafe_app, carafe_sweep TO ${name}`);
  // The queue keeps a schema of its own, and makes it again when it was dropped.
  await client.query(`GRANT CREATE ON DATABASE ${client.escapeIdentifier(rows[0].database)} TO ${name}`);
}
