import { acrossShops, closeDatabase } from '~/db.server';
import { env } from '~/env.server';
import { holdRestored } from '~/intake/shops/watch-restore.server';

/**
 * `npm run restored`: to be run once after the database came back from a backup, before anything starts, where the workers cannot
 * notice it themselves (`watch-restore` says when). What was sent
 * since that backup is not in it, and would be sent again: every shop is stopped until a person has looked and resumes.
 * What happened in the shops since then is fetched by the next reconciliation, which goes on from the backup's own mark.
 */
async function restored(): Promise<void> {
  if (!env().DATABASE_URL) throw new Error('Set DATABASE_URL: the database that was restored.');
  const shops = await acrossShops('install', holdRestored);
  process.stdout.write(`${shops} shop(s) stopped. Look at what is due in the panel, then resume there.\n`);
  await closeDatabase();
}

restored().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
