import { migrateDatabase } from '~/base/lib/migrate-database.server';
import { databaseSettings } from '~/env.server';

/** `npm run migrate`: brings the database up to date and says what it did. */
async function migrate(): Promise<void> {
  const { DATABASE_URL, DATABASE_OWNER_URL } = databaseSettings();
  if (!DATABASE_URL)
    throw new Error(
      'Set DATABASE_URL: the database to bring up to date. "npm start" migrates the one that it brings.',
    );
  const { applied } = await migrateDatabase(DATABASE_OWNER_URL ?? DATABASE_URL, DATABASE_URL);
  process.stdout.write(
    applied.length === 0
      ? 'The database is up to date.\n'
      : `Applied ${applied.length} migration(s): ${applied.join(', ')}.\n`,
  );
}

migrate().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
