import { beforeEach, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { parseQueueQuery } from '~/base/vocabulary/queue-query';
import { acrossShops, sqlInShop } from '~/db.server';
import { loadHome } from '~/office/pages/home/home.server';
import { listQueue } from '~/office/pages/queue/queue.server';
import { releaseFlood } from '~/outreach/kinds/switch-kind.server';
import { holdFloods, measureFloodLimits } from '~/outreach/planning/hold-floods.server';
import { planCustomer } from '~/outreach/planning/plan-customer.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import { makeNeed, makeOrder } from '../../factories/history';
import {
  type MessageOptions,
  makeCustomers,
  makeMessages,
  makeSendingShop,
} from '../../factories/sending-shop';
import type { MailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { openMailServer } from '../../support/open-mail-server';
import { until } from '../../support/until';

const clock = moveClock(WEDNESDAY_NOON);
let server: MailServer;

openMailServer((started) => {
  server = started;
});
beforeEach(async () => {
  server.onRecipient = null;
  await clock.moveTo(WEDNESDAY_NOON);
});

const LIMIT = 25;

async function limitedShop(): Promise<bigint> {
  const shopId = await makeSendingShop({ smtp: server.settings });
  await sqlInShop(shopId, (sql) =>
    sql.run('UPDATE shop_kind SET flood_limit = $2 WHERE shop_id = $1', LIMIT),
  );
  return shopId;
}

/** Mails of one message each. */
async function makeMails(shopId: bigint, customers: readonly bigint[], options: Partial<MessageOptions>) {
  await makeMessages(
    shopId,
    customers.map((customerId) => ({ customerId, ...options })),
  );
}

const people = (shopId: bigint, count: number) =>
  makeCustomers(
    shopId,
    Array.from({ length: count }, (_, at) => ({ email: `ada${at}@buyer.example` })),
  );

/** Thirty customers who run out of the same on the same day, planned as from their orders. */
async function manyRunLow() {
  const shopId = await limitedShop();
  const customers = await people(shopId, 30);
  await sqlInShop(shopId, async (sql) => {
    const { variant } = await makeNeed(sql, { daysPerUnit: 30 });
    for (const customerId of customers) {
      for (const on of ['2026-09-10', '2026-10-10', '2026-11-09'])
        await makeOrder(sql, { customerId, on, variant });
    }
  });
  const plan = async () => {
    for (const customerId of customers) await planCustomer(shopId, customerId);
  };
  await plan();
  return { shopId, plan };
}

const firsts = (shopId: bigint) =>
  sqlInShop(shopId, (sql) =>
    sql.rows<{ state: string; code: string | null; dueAt: Date }>(
      `SELECT state, why -> -1 ->> 'code' AS code, due_at AS "dueAt" FROM message
       WHERE shop_id = $1 AND kind IN ('running-low', 'warranty-expiry') AND step = 1 ORDER BY due_at`,
    ),
  );

async function statesOf(shopId: bigint): Promise<string[]> {
  return [...new Set((await firsts(shopId)).map(({ state, code }) => `${state} ${code}`))].sort();
}

async function send(shopId: bigint): Promise<number> {
  await sqlInShop(shopId, (sql) => sql.run('UPDATE shop SET reconciled_through = $2 WHERE id = $1', now()));
  const before = server.received.length;
  await sweepDue();
  await deliveriesDone();
  return server.received.length - before;
}

const isOffered = async (shopId: bigint, kind = 'running-low') =>
  (await loadHome(shopId, now())).floods.some((flood) => flood.kind === kind);

it('a day’s batch that is too many stays held as the days pass, until a person lets it go, and then goes', async () => {
  const { shopId, plan } = await manyRunLow();
  const [first] = await firsts(shopId);
  if (!first) throw new Error('nothing was planned');
  await clock.moveTo(new Date(first.dueAt.getTime() - 2 * 3_600_000));
  expect(await holdFloods()).toBeGreaterThan(0);
  expect(await statesOf(shopId)).toEqual(['held held-flood']);
  expect(await isOffered(shopId)).toBe(true);
  for (const days of [0, 1, 2]) {
    await clock.moveTo(new Date(first.dueAt.getTime() + days * 86_400_000 + 3 * 3_600_000));
    await plan();
    await holdFloods();
    expect(await statesOf(shopId), `${days} days later`).toEqual(['held held-flood']);
    expect(await send(shopId)).toBe(0);
  }
  await releaseFlood(shopId, 'running-low', 'Ada');
  await plan();
  const [next] = await firsts(shopId);
  expect((next?.dueAt.getTime() ?? 0) > now().getTime()).toBe(true);
  await clock.moveTo(new Date((next?.dueAt.getTime() ?? 0) + 2 * 3_600_000));
  await holdFloods();
  expect(await isOffered(shopId)).toBe(false);
  expect(await send(shopId)).toBe(30);
}, 180_000);

it('what a batch was held for and what else holds it are two things: the end of one does not end the other', async () => {
  const { shopId, plan } = await manyRunLow();
  const [first] = await firsts(shopId);
  await clock.moveTo(new Date((first?.dueAt.getTime() ?? 0) - 2 * 3_600_000));
  await holdFloods();
  const pause = (at: Date | null) =>
    sqlInShop(shopId, (sql) =>
      sql.run('UPDATE shop SET paused_at = $2, paused_by = $3 WHERE id = $1', at, 'Ada'),
    );
  await pause(now());
  await plan();
  expect(await statesOf(shopId)).toEqual(['held held-paused']);
  await pause(null);
  await plan();
  expect(await statesOf(shopId)).toEqual(['held held-flood']);
}, 120_000);

it('mails that went out today and those on their way count towards the day', async () => {
  const shopId = await limitedShop();
  const customers = await people(shopId, 30);
  const kind = 'warranty-expiry' as const;
  await makeMails(shopId, customers.slice(0, 20), { kind });
  expect(await send(shopId)).toBe(20);
  const later = new Date(now().getTime() + 3_600_000);
  await makeMails(shopId, customers.slice(20), { kind, dueAt: later });
  await holdFloods();
  expect(await statesOf(shopId)).toEqual(['held held-flood', 'sent null']);
  const why = await sqlInShop(shopId, (sql) =>
    sql.rows(`SELECT DISTINCT why -> -1 AS why FROM message WHERE shop_id = $1 AND state = 'held'`),
  );
  expect(why).toEqual([{ why: { code: 'held-flood', count: 30, limit: LIMIT } }]);
});

it('what is due at once and too many waits for a person, who is offered to let it go', async () => {
  const shopId = await limitedShop();
  const customers = await people(shopId, 40);
  const kind = 'warranty-expiry' as const;
  await makeMails(shopId, customers, { kind });
  expect(await send(shopId)).toBeLessThanOrEqual(LIMIT);
  expect(await isOffered(shopId, kind)).toBe(true);
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows(`SELECT flood_held_on::text AS "heldOn" FROM shop_kind WHERE shop_id = $1 AND kind = $2`, kind),
  );
  expect(row).toEqual({ heldOn: '2026-11-25' });
  const [flood] = (await loadHome(shopId, now())).floods;
  const held = (await firsts(shopId)).filter(({ state }) => state === 'held').length;
  expect(flood).toEqual({ kind, count: held, capped: false, limit: LIMIT });
  const list = (filters: string) => listQueue(shopId, parseQueueQuery(new URLSearchParams(filters)), now());
  expect((await list('view=held')).floods).toEqual([flood]);
  expect((await list('view=held&hold=held-complaint')).floods).toEqual([]);
});

it('what was on its way when the day became too many is held at the dot, too', async () => {
  const shopId = await limitedShop();
  const customers = await people(shopId, 40);
  const kind = 'warranty-expiry' as const;
  await makeMails(shopId, customers.slice(0, 20), { kind });
  let others: Promise<void> | undefined;
  server.onRecipient = () => {
    others ??= (async () => {
      await makeMails(shopId, customers.slice(20), { kind });
      await sweepDue();
      await until('the second batch is held', async () =>
        (await statesOf(shopId)).includes('held held-flood'),
      );
      await until('and offered', async () => (await isOffered(shopId, kind)) === true);
    })();
    return others;
  };
  expect(await send(shopId)).toBe(0);
  expect(await statesOf(shopId)).toEqual(['held held-flood']);
}, 60_000);

it('a shop whose time zone nobody knows keeps no other’s flood from being held', async () => {
  const kind = 'warranty-expiry' as const;
  const dueAt = new Date(now().getTime() + 3_600_000);
  const lost = await limitedShop();
  await makeMails(lost, await people(lost, 1), { kind, dueAt });
  const shopId = await limitedShop();
  await makeMails(shopId, await people(shopId, LIMIT + 5), { kind, dueAt });
  await sqlInShop(lost, (sql) => sql.run(`UPDATE shop SET time_zone = 'Mars/Olympus' WHERE id = $1`));
  await expect(holdFloods()).rejects.toThrow('1 of');
  expect(await statesOf(shopId)).toEqual(['held held-flood']);
  await sqlInShop(lost, (sql) => sql.run(`UPDATE shop SET time_zone = 'UTC' WHERE id = $1`));
});

it('the limit of a kind is three usual days of the last 28, and never less than its minimum', async () => {
  const shopId = await limitedShop();
  const [customerId] = await people(shopId, 1);
  const sentOn = (day: number, count: number) =>
    sqlInShop(shopId, (sql) =>
      sql.run(
        `INSERT INTO message (shop_id, key, kind, class, customer_id, state, due_at, useful_until, reason, planned_at, changed_at, sent_at)
         SELECT $1, 'thank-you-' || $3 || '-' || n, 'thank-you', 'relationship', $2, 'sent', at, at, '{"code": "claimed"}', at, at, at
         FROM generate_series(1, $4::int) n, LATERAL (SELECT $5::timestamptz - make_interval(days => $3) AS at) t`,
        customerId,
        day,
        count,
        now(),
      ),
    );
  for (let day = 1; day <= 20; day += 1) await sentOn(day, 12);
  await sentOn(40, 500);
  await measureFloodLimits(shopId);
  const limits = await sqlInShop(shopId, (sql) =>
    sql.rows<{ kind: string; limit: number }>(
      `SELECT kind, flood_limit AS limit FROM shop_kind WHERE shop_id = $1 ORDER BY kind`,
    ),
  );
  expect(limits).toEqual([
    { kind: 'running-low', limit: LIMIT },
    { kind: 'thank-you', limit: 36 },
    { kind: 'warranty-expiry', limit: LIMIT },
  ]);
});

it('a plan that is being saved while its day is held does not take its message out of the batch', async () => {
  const shopId = await limitedShop();
  const customers = await people(shopId, LIMIT + 5);
  await makeMails(shopId, customers, { dueAt: new Date(now().getTime() + 3_600_000) });
  const [customerId] = customers;
  let holding: Promise<number> | undefined;
  await sqlInShop(shopId, async (sql) => {
    await sql.rows('SELECT id FROM customer WHERE shop_id = $1 AND id = $2 FOR UPDATE', customerId);
    let isHeld = false;
    holding = holdFloods().finally(() => {
      isHeld = true;
    });
    await until('the breaker waits, or went past the plan', async () => {
      const [waiting] = await acrossShops('sweep', (all) =>
        all.rows<{ count: number }>(
          `SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted AND pid IN
             (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`,
        ),
      );
      return isHeld || (waiting?.count ?? 0) > 0;
    });
    // As a plan saves what it read before.
    await sql.run(
      `UPDATE message SET state = 'planned', why = NULL, due_at = due_at + interval '1 minute' WHERE shop_id = $1 AND customer_id = $2`,
      customerId,
    );
  });
  await holding;
  const states = await sqlInShop(shopId, (sql) =>
    sql.rows<{ state: string }>('SELECT DISTINCT state FROM message WHERE shop_id = $1'),
  );
  expect(states).toEqual([{ state: 'held' }]);
});
