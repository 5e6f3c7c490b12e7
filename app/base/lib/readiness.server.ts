import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { within } from '~/base/lib/within';
import { acrossShops, connectionRole } from '~/db.server';

/**
 * Is this process fit to serve? The database answers, and every migration of this version was applied to it.
 * Null when it is; otherwise a sentence, which names no secret.
 */
export async function unreadiness(
  migrationsFolder: string = join('prisma', 'migrations'),
): Promise<string | null> {
  let applied: Set<string>;
  try {
    applied = await within(appliedMigrations(), ANSWER_MS);
  } catch (error) {
    const missing = (error as { code?: string }).code === '42P01';
    return missing ? 'The database is empty: run "npm run migrate".' : 'The database does not answer.';
  }
  const owed = ownMigrations(migrationsFolder).filter((name) => !applied.has(name));
  return owed.length === 0 ? null : `The database lacks ${owed.length} migration(s): run "npm run migrate".`;
}

/** Who asks has less patience than a statement. */
const ANSWER_MS = 5_000;

async function appliedMigrations(): Promise<Set<string>> {
  const rows = await acrossShops('readiness', (sql) =>
    sql.rows<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    ),
  );
  return new Set(rows.map((row) => row.migration_name));
}

function ownMigrations(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
}

/**
 * Row-level security must bind our connections: a superuser or a role with BYPASSRLS would see every shop's rows.
 * Throws with a sentence that says what to do.
 */
export async function assertRowLevelSecurity(): Promise<void> {
  const { name, bypasses } = await connectionRole();
  if (name !== 'carafe_app' || bypasses) {
    throw new Error(
      `Database connections work as "${name}"${bypasses ? ', which row-level security does not bind' : ''}, and not as carafe_app. If a pooler stands before PostgreSQL, it must pass the option "role" on.`,
    );
  }
}
