import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase, sqlInShop } from '~/db.server';
import { carryOutBatch, startBatch, undoBatch } from '~/outreach/change-plans/batch.server';
import { decideMessage } from '~/outreach/change-plans/decide.server';
import { makeCustomer, makeMessage, makeSendingShop } from '../../factories/sending-shop';
import { type LosingDatabase, startLosingDatabase } from '../../support/losing-database';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { onServer } from '../../support/postgres-server';
import { until } from '../../support/until';
import { waitingStatements } from '../../support/waiting-statements';

moveClock(WEDNESDAY_NOON);
const BY = { by: 'Ada', byName: undefined };
let database: LosingDatabase;

beforeAll(async () => {
  database = await startLosingDatabase(String(process.env.DATABASE_URL));
  process.env.DATABASE_URL = database.url;
});
afterAll(async () => {
  await closeDatabase();
  await database.stop();
});
beforeEach(() => database.lose('', 'before-commit', 0));

interface Buyer {
  readonly countryCode?: string;
  readonly timeZone?: string;
}

/** A shop with one planned thank-you to each. */
async function shopWith(buyers: readonly Buyer[]): Promise<{ shopId: bigint; messageIds: bigint[] }> {
  const shopId = await makeSendingShop();
  const messageIds: bigint[] = [];
  for (const [nr, { countryCode = 'GB', timeZone = null }] of buyers.entries()) {
    const customerId = await makeCustomer(shopId, { email: `buyer${nr}@buyer.example` });
    await sqlInShop(shopId, (sql) =>
      sql.run(
        'UPDATE customer SET country_code = $3, time_zone = $4 WHERE shop_id = $1 AND id = $2',
        customerId,
        countryCode,
        timeZone,
      ),
    );
    messageIds.push(await makeMessage(shopId, { customerId }));
  }
  return { shopId, messageIds };
}

async function readBatch(shopId: bigint): Promise<{ isFinished: boolean; items: unknown[] }> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ isFinished: boolean; items: unknown[] }>(
      `SELECT finished_at IS NOT NULL AS "isFinished", (SELECT json_agg(json_build_object('done', done, 'refusal', refusal) ORDER BY message_id)
         FROM batch_item i WHERE i.shop_id = $1 AND i.batch_id = b.id) AS items
       FROM batch b WHERE b.shop_id = $1`,
    ),
  );
  if (!row) throw new Error('no batch');
  return row;
}

describe('a batch that sends messages now', () => {
  const rowsOf = (shopId: bigint) =>
    sqlInShop(shopId, (sql) =>
      sql.rows<{ state: string; dueAt: Date }>(
        'SELECT state, due_at AS "dueAt" FROM message WHERE shop_id = $1 ORDER BY id',
      ),
    );

  it('gives all of them one instant, so that a customer gets one mail of a kind, and takes all of it back', async () => {
    const shopId = await makeSendingShop();
    const customerId = await makeCustomer(shopId, { email: 'ada@buyer.example' });
    const messageIds: bigint[] = [];
    for (let nr = 0; nr < 6; nr++)
      messageIds.push(await makeMessage(shopId, { customerId, state: 'awaiting_approval' }));
    const before = await rowsOf(shopId);
    const batchId = await startBatch(shopId, { action: 'send_now', messageIds, ...BY });
    const sent = await rowsOf(shopId);
    expect(sent.map(({ state }) => state)).toEqual(sent.map(() => 'planned'));
    expect(new Set(sent.map(({ dueAt }) => dueAt.getTime())).size).toBe(1);
    expect(await undoBatch(shopId, { batchId, ...BY })).toMatchObject({ status: 'undoing' });
    expect(await rowsOf(shopId)).toEqual(before);
  });

  it('gives those that it comes to late the end of the ten minutes that run then', async () => {
    const { shopId, messageIds } = await shopWith([{}, {}]);
    const pressedAt = new Date(Date.parse(WEDNESDAY_NOON) - 25 * 60_000);
    for (const messageId of messageIds)
      await decideMessage(shopId, { messageId, action: 'send_now', pressedAt, by: BY.by });
    const due = new Date(pressedAt.getTime() + 30 * 60_000);
    expect((await rowsOf(shopId)).map(({ dueAt }) => dueAt)).toEqual([due, due]);
  });

  it('gives those that it comes to at the very end of ten minutes the end of the next, to be taken back until then', async () => {
    const { shopId, messageIds } = await shopWith([{}]);
    const pressedAt = new Date(Date.parse(WEDNESDAY_NOON) - 9.5 * 60_000);
    for (const messageId of messageIds)
      await decideMessage(shopId, { messageId, action: 'send_now', pressedAt, by: BY.by });
    expect((await rowsOf(shopId)).map(({ dueAt }) => dueAt)).toEqual([
      new Date(pressedAt.getTime() + 20 * 60_000),
    ]);
  });
});

describe('a batch that moves messages', () => {
  // The Persian calendar of its holidays ends long before.
  it('to a day on which they are of no use any more is refused for each, in Iran too', async () => {
    const { shopId, messageIds } = await shopWith([{ countryCode: 'IR' }, {}]);
    await startBatch(shopId, { action: 'move', messageIds, moveTo: '9999-12-31', ...BY });
    const refused = { done: false, refusal: { code: 'expired', usefulUntil: expect.any(String) } };
    expect(await readBatch(shopId)).toEqual({ isFinished: true, items: [refused, refused] });
  });

  it('to a day that is long over is refused for each, in Iran too', async () => {
    const { shopId, messageIds } = await shopWith([{ countryCode: 'IR' }, {}]);
    await startBatch(shopId, { action: 'move', messageIds, moveTo: '0001-01-01', ...BY });
    const refused = { done: false, refusal: 'move-to-the-past' };
    expect(await readBatch(shopId)).toEqual({ isFinished: true, items: [refused, refused] });
  });

  it('goes on after one that fails, and notes that it did', async () => {
    const { shopId, messageIds } = await shopWith([{ timeZone: 'Europe/Atlantis' }, {}]);
    await startBatch(shopId, { action: 'move', messageIds, moveTo: '2026-11-27', ...BY });
    const items = [
      { done: false, refusal: 'failed' },
      { done: true, refusal: null },
    ];
    expect(await readBatch(shopId)).toEqual({ isFinished: true, items });
  });

  it.each(['before-commit', 'after-commit'] as const)(
    'refuses nothing because the database was lost %s, and is carried out when it is back',
    async (at) => {
      const { shopId, messageIds } = await shopWith([{}, {}]);
      database.lose('INSERT INTO override', at, 1);
      const batch = { action: 'move', messageIds, moveTo: '2026-11-27', ...BY } as const;
      await expect(startBatch(shopId, batch)).rejects.toThrow();
      expect(database.losses).toBe(1);
      await expectCarriedOutLater(shopId);
    },
  );

  it('refuses nothing because the server ended its connection, and is carried out later', async () => {
    const { shopId, messageIds } = await shopWith([{}, {}]);
    await sqlInShop(shopId, async (sql) => {
      await sql.rows('SELECT id FROM customer WHERE shop_id = $1 FOR UPDATE');
      const batch = { action: 'move', messageIds, moveTo: '2026-11-27', ...BY } as const;
      const failure = startBatch(shopId, batch).catch((error: Error) => error.message);
      await until('the batch waits for a customer', async () => (await waitingStatements()) > 0);
      await onServer(String(process.env.DATABASE_URL), (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        ),
      );
      expect(await failure).toContain('terminating connection');
    });
    await expectCarriedOutLater(shopId);
  });
});

async function expectCarriedOutLater(shopId: bigint): Promise<void> {
  expect((await readBatch(shopId)).isFinished).toBe(false);
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint }>('SELECT id FROM batch WHERE shop_id = $1'),
  );
  await carryOutBatch(shopId, row?.id ?? 0n);
  const moved = { done: true, refusal: null };
  expect(await readBatch(shopId)).toEqual({ isFinished: true, items: [moved, moved] });
}
