import { expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { closeDatabase } from '~/db.server';
import { claimDue } from '~/sending/claim-mail.server';
import { saveOutcome } from '~/sending/save-outcome.server';
import { makeDueCustomers, makeSendingShop } from '../../factories/sending-shop';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { onServer } from '../../support/postgres-server';

moveClock(WEDNESDAY_NOON);

const MESSAGES = 2_000;
const MAILS = 200;

/** As in the first minutes of an installation, after a restore, or when the server dies again and again. */
async function neverAnalysed(): Promise<void> {
  for (const table of ['customer', 'message', 'mail'])
    await query(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`);
}

/** Entries of the messages' indexes that were read so far; sessions tell of theirs when they end. */
async function entriesRead(): Promise<number> {
  await closeDatabase();
  const [row] = await query(
    "SELECT sum(idx_tup_read)::float8 AS read FROM pg_stat_user_indexes WHERE relname = 'message'",
  );
  return Number(row?.read);
}

async function query(text: string): Promise<{ read?: number }[]> {
  return onServer(process.env.DATABASE_URL ?? '', async (client) => (await client.query(text)).rows);
}

it('an outcome reads the messages of its mail and not those of the shop, whatever the planner knows', async () => {
  await neverAnalysed();
  const shopId = await makeSendingShop();
  await makeDueCustomers(shopId, MESSAGES);
  const mails = await claimDue({ now: now(), limit: MAILS, perShop: MAILS, roomByShop: new Map() });
  expect(mails).toHaveLength(MAILS);

  const before = await entriesRead();
  const saved = await Promise.all(
    mails.map((mail) =>
      saveOutcome({
        mail,
        outcome: { to: 'sent', reply: '250 OK' },
        phase: 'committing',
        emailHash: null,
        isRedirected: false,
      }),
    ),
  );
  expect(saved.every(Boolean)).toBe(true);
  expect((await entriesRead()) - before).toBeLessThan(MAILS * 10);
});
