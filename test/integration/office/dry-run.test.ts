import { beforeEach, describe, expect, it } from 'vitest';
import type { ShopSql } from '~/db.server';
import { moveClock } from '../../support/move-clock';

const clock = moveClock('2026-05-21T13:00:00Z');

const { sqlInShop } = await import('~/db.server');
const { dayNumber } = await import('~/base/lib/days');
const { sweepShop } = await import('~/insight/learning/pools/sweep-shop.server');
const { planCustomer } = await import('~/outreach/planning/plan-customer.server');
const { loadMessages } = await import('~/outreach/outbox/load-messages.server');
const { switchKind, endReview } = await import('~/outreach/kinds/switch-kind.server');
const { cancelDryRun, startDryRun } = await import('~/office/dry-run/ask-dry-run.server');
const { carryOutDryRun } = await import('~/office/dry-run/carry-out-dry-run.server');
const { claimDryRun, noteDryRun, readDryRun } = await import('~/office/dry-run/dry-run-row.server');
const { redactCustomer } = await import('~/office/privacy/redact-customer.server');
const { loadDryRunPage, previewExample } = await import('~/office/dry-run/dry-run-page.server');
const { makeCustomer, makeNeed, makeOrder, makeShop, sender } = await import('../../factories/history');

const EARLIER = ['2025-12-20', '2026-01-19', '2026-02-18', '2026-03-20', '2026-04-20', '2026-05-21'];
const LATER = ['2026-06-29', '2026-08-02', '2026-09-05', '2026-11-19'];
const END = new Date('2026-12-01T09:00:00Z');

let shopId = 7600n;
let customerId: bigint;
let variant: string;

/** A shop with one customer, who bought coffee about once a month until May. */
beforeEach(async () => {
  await clock.moveTo('2026-05-21T13:00:00Z');
  shopId += 1n;
  await makeShop({ id: shopId, settings: { sender } });
  await sqlInShop(shopId, async (sql) => {
    customerId = await makeCustomer(sql, { numberOfOrders: 6 });
    ({ variant } = await makeNeed(sql, { daysPerUnit: 30 }));
    await sql.run(
      `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at) VALUES ($1, $2, 'email', 'SUBSCRIBED', 'test', '2025-01-01')`,
      customerId,
    );
    for (const on of EARLIER) await makeOrder(sql, { customerId, on, variant });
  });
});

/** The rest of the year happens. */
async function liveOn() {
  await clock.moveTo(END);
  await sqlInShop(shopId, async (sql) => {
    for (const on of LATER) await makeOrder(sql, { customerId, on, variant });
    await sql.run(
      `UPDATE customer SET first_order_at = '2025-12-20T12:00:00Z', last_order_at = '2026-11-19T12:00:00Z', number_of_orders = 10
       WHERE shop_id = $1 AND id = $2`,
      customerId,
    );
  });
}

const row = () => sqlInShop(shopId, (sql) => readDryRun(sql, 'running-low'));
const rows = (table: 'message' | 'mail' | 'forecast' | 'exposure') =>
  sqlInShop(shopId, (sql) => sql.rows(`SELECT 1 FROM ${table} WHERE shop_id = $1`));
async function run() {
  await startDryRun(shopId, 'running-low', 'Ada');
  await carryOutDryRun(shopId, 'running-low');
}

async function redact(sql: ShopSql, id: bigint) {
  const [found] = await sql.rows<{ gid: string }>(
    'SELECT shopify_customer_id AS gid FROM customer WHERE shop_id = $1 AND id = $2',
    id,
  );
  await redactCustomer(sql, {
    id: 0n,
    kind: 'customers/redact',
    shopifyCustomerId: found?.gid ?? null,
    emailHash: null,
    inboxCustomerHash: null,
    inboxEmailHash: null,
    shopifyOrderIds: [],
    requestedAt: END,
  });
}

describe('a dry run', () => {
  it('plans what the live planner planned on that day, to the minute, without the orders that came later', async () => {
    // What the shop knew on 6 June is what its dry run knows from then on, for 30 days.
    await clock.moveTo('2026-06-12T09:00:00Z');
    await sweepShop(shopId, dayNumber('2026-06-06'));
    await switchKind(shopId, 'running-low', 'on', 'Ada');
    await endReview(shopId, 'running-low', 'Ada');
    await planCustomer(shopId, customerId);
    const live = (await sqlInShop(shopId, (sql) => loadMessages(sql, customerId))).find(
      ({ step, state }) => step === 1 && state === 'planned',
    );
    expect(live).toBeDefined();

    await liveOn();
    await run();
    const found = (await row())?.tally.examples.find(({ key }) => key === live?.key);
    expect(found?.at).toBe(live?.dueAt.toISOString());
    expect(found?.reason).toEqual(live?.reason);
  });

  it('counts a year of a regular: a mail before each purchase, none to somebody who had bought, and the days between', async () => {
    await liveOn();
    await run();
    const page = await loadDryRunPage(shopId, 'running-low', END);
    expect(page.run).toMatchObject({ state: 'finished', customers: 1, oneIn: 1, written: 1, progress: 1 });
    const { timing, mails = 0, months = [] } = page.run ?? {};
    if (!timing) throw new Error('no run');
    // Ten purchases: at most one first reminder each; the long silence in autumn was written into, early.
    const { before, within3, within14, later, open } = timing;
    const written = within3 + within14 + later + open;
    expect(before + written).toBeLessThanOrEqual(10);
    expect(later).toBe(1);
    expect(mails).toBeGreaterThanOrEqual(written);
    expect(written).toBeGreaterThan(0);
    expect(months.map(({ month }) => month)).toEqual([
      '2025-12',
      ...Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`),
    ]);
    for (const { at, reason } of (await row())?.tally.examples ?? []) {
      if (reason.code !== 'running-low') throw new Error('another kind');
      expect(reason.lastOn < at.slice(0, 10)).toBe(true);
    }
  });

  it('learns within the last quarter that a product is used up, and writes about it', async () => {
    await liveOn();
    await sqlInShop(shopId, async (sql) => {
      const tea = await makeNeed(sql, { title: 'Tea' });
      for (let buyer = 0; buyer < 12; buyer++) {
        const id = await makeCustomer(sql, { numberOfOrders: 3 });
        await sql.run(
          `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at) VALUES ($1, $2, 'email', 'SUBSCRIBED', 'test', '2025-01-01')`,
          id,
        );
        await sql.run(
          `UPDATE customer SET first_order_at = '2026-09-09T12:00:00Z', last_order_at = '2026-10-28T12:00:00Z' WHERE shop_id = $1 AND id = $2`,
          id,
        );
        for (const on of ['2026-09-09', '2026-10-03', '2026-10-28'])
          await makeOrder(sql, { customerId: id, on, variant: tea.variant });
      }
    });
    await run();
    // The regular of the coffee, and those of the tea, of whom nothing was known before 9 September.
    expect((await row())?.tally.written).toBe(13);
  });

  it('writes no message, mail, forecast or exposure, and shows the very mail of an example', async () => {
    await liveOn();
    await run();
    for (const table of ['message', 'mail', 'forecast', 'exposure'] as const)
      expect(await rows(table)).toEqual([]);
    const preview = await previewExample(shopId, 'running-low', 0);
    expect(preview).toMatchObject({ status: 'rendered' });
    expect(preview && 'html' in preview && preview.html).toContain('Coffee beans');
    expect(await previewExample(shopId, 'running-low', 99)).toBeNull();
  });

  it('keeps no example of somebody who was redacted, also while they are being counted', async () => {
    await liveOn();
    await run();
    const counted = (await row())?.tally;
    expect(counted?.examples[0]?.customerId).toBe(String(customerId));
    await startDryRun(shopId, 'running-low', 'Ada');
    const underWay = await sqlInShop(shopId, (sql) => claimDryRun(sql, 'running-low'));
    if (!underWay || !counted) throw new Error('No dry run is under way');
    await sqlInShop(shopId, (sql) => noteDryRun(sql, underWay, { tally: counted }));
    await sqlInShop(shopId, (sql) => redact(sql, customerId));
    expect((await row())?.tally).toEqual({ ...counted, examples: [] });
    await sqlInShop(shopId, (sql) => noteDryRun(sql, underWay, { tally: counted, done: 1 }));
    expect(await row()).toMatchObject({ done: 1, tally: { ...counted, examples: [] } });
  });

  it('tells why nobody would have been written to', async () => {
    await liveOn();
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at) VALUES ($1, $2, 'email', 'UNSUBSCRIBED', 'test', '2026-11-30')`,
        customerId,
      ),
    );
    await run();
    const page = await loadDryRunPage(shopId, 'running-low', END);
    expect(page.run).toMatchObject({ mails: 0, written: 0, examples: [], ahead: { mails: 0, customers: 0 } });
    expect(page.run?.refused[0]?.because).toBe('no-consent');
  });

  it('says about how long it still takes, by what is done of it', async () => {
    await liveOn();
    await startDryRun(shopId, 'running-low', 'Ada');
    const taken = await sqlInShop(shopId, (sql) => claimDryRun(sql, 'running-low'));
    if (!taken) throw new Error('not taken');
    const tenMinutesOn = new Date(taken.startedAt.getTime() + 600_000);
    const secondsLeft = async () =>
      (await loadDryRunPage(shopId, 'running-low', tenMinutesOn)).run?.secondsLeft;
    expect(await secondsLeft()).toBeNull();
    // All that was known back then is read: of one customer that is a fifth of the work, and of 100,000 nearly all.
    await sqlInShop(shopId, (sql) => noteDryRun(sql, taken, { learnt: 1_000 }));
    expect(await secondsLeft()).toBeGreaterThan(1_800);
    await sqlInShop(shopId, (sql) =>
      sql.run('UPDATE dry_run SET customers = 100000, one_in = 50 WHERE shop_id = $1'),
    );
    expect(await secondsLeft()).toBeLessThan(60);
    await sqlInShop(shopId, (sql) => noteDryRun(sql, taken, { finishedAt: tenMinutesOn }));
    expect(await secondsLeft()).toBeNull();
  });

  it('whose worker died says that the next one reads again, from a bar that goes back and then on', async () => {
    await liveOn();
    await run();
    const finished = await row();
    const view = async () => (await loadDryRunPage(shopId, 'running-low', END)).run;
    const broken = (learnt: number) =>
      sqlInShop(shopId, (sql) =>
        sql.run(
          'UPDATE dry_run SET finished_at = NULL, lease_until = NULL, learnt = $2 WHERE shop_id = $1',
          learnt,
        ),
      );
    await broken(finished?.learnt ?? 0);
    const before = await view();
    expect(before).toMatchObject({ isLearning: false, isLearningAgain: false });
    const next = await sqlInShop(shopId, (sql) => claimDryRun(sql, 'running-low'));
    if (!next) throw new Error('not taken');
    await sqlInShop(shopId, (sql) => noteDryRun(sql, next, { learnt: 1 }));
    const again = await view();
    expect(again).toMatchObject({ isLearning: true, isLearningAgain: true, done: 1, mails: before?.mails });
    expect(again?.progress).toBeLessThan(before?.progress ?? 0);
    await broken(1);
    await carryOutDryRun(shopId, 'running-low');
    expect(await row()).toMatchObject({ learnt: finished?.learnt, done: 1, tally: finished?.tally });
  });

  it('that was stopped stays stopped, and one that is begun anew counts from the beginning', async () => {
    await liveOn();
    await startDryRun(shopId, 'running-low', 'Ada');
    await cancelDryRun(shopId, 'running-low');
    await carryOutDryRun(shopId, 'running-low');
    expect(await row()).toMatchObject({ done: 0, finishedAt: null });
    expect((await loadDryRunPage(shopId, 'running-low', END)).run?.state).toBe('cancelled');
    await run();
    const first = await row();
    expect(first).toMatchObject({ done: 1, run: 2 });
    await run();
    expect((await row())?.tally).toEqual(first?.tally);
  });

  it('is carried out by one worker at a time, and a second delivery of its job changes nothing', async () => {
    await liveOn();
    await startDryRun(shopId, 'running-low', 'Ada');
    const taken = await sqlInShop(shopId, (sql) => claimDryRun(sql, 'running-low'));
    expect(taken).not.toBeNull();
    await carryOutDryRun(shopId, 'running-low');
    expect(await row()).toMatchObject({ done: 0, finishedAt: null });
    // The worker died: its lease runs out.
    await sqlInShop(shopId, (sql) =>
      sql.run(`UPDATE dry_run SET lease_until = '2026-01-01' WHERE shop_id = $1`),
    );
    await carryOutDryRun(shopId, 'running-low');
    const finished = await row();
    expect(finished).toMatchObject({ done: 1 });
    await carryOutDryRun(shopId, 'running-low');
    expect(await row()).toEqual(finished);
  });

  it('leaves out who has more orders than can be lived through, and tells how many those are', async () => {
    await liveOn();
    await sqlInShop(shopId, async (sql) => {
      const till = await makeCustomer(sql, { email: 'walk-in@till.example', numberOfOrders: 301 });
      await sql.run(
        `UPDATE customer SET first_order_at = '2026-01-01', last_order_at = '2026-11-01' WHERE shop_id = $1 AND id = $2`,
        till,
      );
      await sql.run(
        `INSERT INTO orders (shop_id, shopify_order_id, shopify_customer_id, customer_id, name, purpose, processed_at, currency,
           total_minor, country_code, arrived_by, versions)
         SELECT c.shop_id, 'gid://shopify/Order/' || (c.shop_id * 100000 + n), c.shopify_customer_id, c.id, '#T' || n, 'purchase',
           timestamptz '2026-11-01' - n * interval '1 day', 'EUR', 1000, 'DE', 'webhook', '{}'
         FROM customer c, generate_series(1, 301) n WHERE c.shop_id = $1 AND c.id = $2`,
        till,
      );
    });
    await run();
    const { run: seen } = await loadDryRunPage(shopId, 'running-low', END);
    expect(seen).toMatchObject({ state: 'finished', customers: 2, done: 2, leftOut: 1, written: 1 });
  });
});
