import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';

moveClock(WEDNESDAY_NOON);

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { sqlInShop } from '~/db.server';
import { batchActions, startBatch, undoBatch } from '~/outreach/change-plans/batch.server';
import { makeCustomer, makeMessages, makeSendingShop } from '../../factories/sending-shop';
import { onServer } from '../../support/postgres-server';

const BY = { by: 'Ada', byName: undefined };
const DAY_MS = 86_400_000;

/** What the plan does beside a batch: after each decision the messages of a customer may stand in other mails. */
const REGROUP = `
  CREATE TABLE beside_batch (shop_id bigint PRIMARY KEY, mails int NOT NULL, stops_after int NOT NULL);
  CREATE FUNCTION beside_batch() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    beside beside_batch;
    decided int;
  BEGIN
    SELECT * INTO beside FROM beside_batch b WHERE b.shop_id = NEW.shop_id;
    SELECT count(*) INTO decided FROM batch_item i WHERE i.batch_id = NEW.batch_id AND i.done IS NOT NULL;
    UPDATE message m SET lead_key = nullif(mail.lead, m.key) FROM (
        SELECT id, min(key) OVER (PARTITION BY customer_id, abs(hashtext(key || decided)) % beside.mails) AS lead
        FROM message WHERE shop_id = NEW.shop_id AND state IN ('planned', 'awaiting_approval', 'held')) mail
      WHERE m.shop_id = NEW.shop_id AND m.id = mail.id;
    UPDATE batch SET finished_at = created_at
      WHERE id = NEW.batch_id AND action <> 'undo' AND decided > beside.stops_after;
    RETURN NULL;
  END $$;
  CREATE TRIGGER beside_batch AFTER UPDATE ON batch_item FOR EACH ROW EXECUTE FUNCTION beside_batch();
  GRANT SELECT ON beside_batch TO PUBLIC`;

beforeAll(() => onServer(String(process.env.DATABASE_URL), (client) => client.query(REGROUP)));

/** All that a batch may change, but for the mail that a message stands in: that is the plan's. */
async function standOf(shopId: bigint): Promise<unknown> {
  return sqlInShop(shopId, async (sql) => ({
    messages: await sql.rows(
      `SELECT id, state, due_at, approved_hash, why FROM message WHERE shop_id = $1 ORDER BY id`,
    ),
    reviewed: await sql.rows('SELECT kind, reviewed FROM shop_kind WHERE shop_id = $1 ORDER BY kind'),
    standing: await sql.rows('SELECT id FROM override WHERE shop_id = $1 AND undone_at IS NULL'),
  }));
}

async function countsOf(shopId: bigint, batchId: bigint): Promise<{ total: number; done: number }> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ total: number; done: number }>(
      `SELECT total, (SELECT count(*)::int FROM batch_item i WHERE i.shop_id = $1 AND i.batch_id = b.id AND i.done) AS done
       FROM batch b WHERE b.shop_id = $1 AND b.id = $2`,
      batchId,
    ),
  );
  if (!row) throw new Error('no batch');
  return row;
}

async function changedIn(shopId: bigint): Promise<number> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ count: number }>(
      `SELECT count(DISTINCT message_key)::int AS count FROM override WHERE shop_id = $1`,
    ),
  );
  return row?.count ?? 0;
}

const message = fc.record({
  waits: fc.boolean(),
  isChosen: fc.boolean(),
  usefulDays: fc.constantFrom(1, 9),
});

describe('a batch that is taken back', () => {
  it('leaves everything as it was, at whatever moment, and counts what it took back as the batch counted it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...batchActions),
        fc.array(fc.array(message, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 }),
        fc.record({ mails: fc.integer({ min: 1, max: 3 }), stopsAfter: fc.integer({ min: 0, max: 8 }) }),
        async (action, customers, { mails, stopsAfter }) => {
          const shopId = await makeSendingShop();
          const chosen: bigint[] = [];
          for (const [nr, messages] of customers.entries()) {
            const customerId = await makeCustomer(shopId, { email: `buyer${nr}@buyer.example` });
            const ids = await makeMessages(
              shopId,
              messages.map(({ waits, usefulDays }) => ({
                customerId,
                state: waits ? 'awaiting_approval' : 'planned',
                dueAt: new Date(now().getTime() + DAY_MS / 2),
                usefulUntil: new Date(now().getTime() + usefulDays * DAY_MS),
              })),
            );
            chosen.push(...ids.filter((_, at) => messages[at]?.isChosen));
          }
          await onServer(String(process.env.DATABASE_URL), (client) =>
            client.query('INSERT INTO beside_batch VALUES ($1, $2, $3)', [shopId, mails, stopsAfter]),
          );
          const before = await standOf(shopId);
          const moveTo = { moveTo: '2026-11-27' };
          const batchId = await startBatch(shopId, {
            action,
            messageIds: chosen,
            ...BY,
            ...(action === 'move' && moveTo),
          });
          const changed = await changedIn(shopId);
          expect((await countsOf(shopId, batchId)).done).toBe(changed);
          const undone = await undoBatch(shopId, { batchId, ...BY });
          if (undone.status !== 'undoing') throw new Error(undone.reason);
          expect(await standOf(shopId)).toEqual(before);
          expect(await countsOf(shopId, undone.id)).toEqual({ total: changed, done: changed });
        },
      ),
      { numRuns: 60 },
    );
  });
});
