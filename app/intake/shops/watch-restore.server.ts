import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { acrossShops, type Sql } from '~/db.server';
import { env } from '~/env.server';

/**
 * A database that came back from an older backup does not know what was sent since, and would send it again. Each
 * worker therefore makes it count up every few seconds and notes the count in a file of its own, outside of the
 * database and only after the commit, so that a crash never looks like a restore. A count below the noted one is a
 * database that has gone back: every shop is stopped until a person has looked and resumes in the panel.
 *
 * What this cannot see: a backup younger than one beat; a file that was lost or restored together with the database
 * (the folder DATA_DIR must lie on a disk that stays, and not in the database's backup); and what a worker that was
 * running during the restore sends before its next beat. `npm run restored` is for these.
 */
const EVERY_MS = 5_000;
const UNDEFINED_TABLE = '42P01';
const FILE = 'database-age.json';
/** More than other workers may have counted in the meantime: one restore is one alarm. */
const STEP_AFTER_RESTORE = 1_000_000;

interface Age {
  /** Which database: a backup of it has the same mark, another installation never. */
  readonly mark: string;
  readonly beat: bigint;
}

/** Looks once before anything is sent, then every few seconds. Returns what ends it. */
export async function watchForRestore(): Promise<() => void> {
  await lookForRestore().catch((error: { code?: string }) => {
    if (error.code !== UNDEFINED_TABLE) throw error;
    throw new Error('The database lacks a migration: run "npm run migrate", then start again.');
  });
  let looking = false;
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    // A database that does not answer is others' news; the next look asks again.
    await lookForRestore().catch(() => {});
    looking = false;
  }, EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** One look and one beat. Returns how many shops were stopped, or null when the database is as young as it should be. */
export async function lookForRestore(folder: string = env().DATA_DIR): Promise<number | null> {
  const seen = await readSeen(join(folder, FILE));
  const { age, stopped } = await acrossShops('install', async (sql) => {
    const age = await countUp(sql);
    if (seen?.mark !== age.mark || age.beat > seen.beat) return { age, stopped: null };
    const beat = seen.beat + BigInt(STEP_AFTER_RESTORE);
    await sql.run('UPDATE database_age SET beat = $1', beat);
    return { age: { ...age, beat }, stopped: await holdRestored(sql) };
  });
  if (stopped !== null)
    log.error(
      'The database is older than it was: it came from a backup. Every shop is stopped until a person resumes.',
      {
        count: stopped,
      },
    );
  await noteSeen(folder, age);
  return stopped;
}

/** Stops every shop for the reason that its database was restored, whatever else stops it. Returns how many. */
export function holdRestored(sql: Sql): Promise<number> {
  return sql.run(
    `UPDATE shop SET restore_epoch = restore_epoch + 1, restored_at = coalesce(restored_at, $1)
     WHERE state = 'installed'`,
    now(),
  );
}

async function countUp(sql: Sql): Promise<Age> {
  const [age] = await sql.rows<Age>(
    `INSERT INTO database_age (mark, beat) VALUES ($1, 1)
     ON CONFLICT (single) DO UPDATE SET beat = database_age.beat + 1 RETURNING mark, beat`,
    randomUUID(),
  );
  if (!age) throw new Error('The database does not count');
  return age;
}

/** Null where nothing, or nothing readable, was noted. */
async function readSeen(file: string): Promise<Age | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [, mark, beat] = /^\{"mark":"([0-9a-f-]{36})","beat":"(\d{1,18})"\}$/.exec(text.trim()) ?? [];
  return mark && beat ? { mark, beat: BigInt(beat) } : null;
}

let isToldUnwritable = false;

/** Beside and then moved, so that a crash leaves the old note or the new one. */
async function noteSeen(folder: string, { mark, beat }: Age): Promise<void> {
  const file = join(folder, FILE);
  const fresh = `${file}.${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(fresh, `{"mark":"${mark}","beat":"${beat}"}\n`);
    await rename(fresh, file);
  } catch (error) {
    if (!isToldUnwritable)
      log.warn('DATA_DIR cannot be written: a database restored from a backup will not be noticed.', {
        error,
      });
    isToldUnwritable = true;
  }
}
