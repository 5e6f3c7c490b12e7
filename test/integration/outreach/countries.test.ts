import { beforeEach, describe, expect, it } from 'vitest';
import { moveClock } from '../../support/move-clock';

const clock = moveClock('2026-06-01T09:00:00Z');

const { sqlInShop } = await import('~/db.server');
const { saveSettings } = await import('~/intake/shops/load-shop.server');
const { planCustomer } = await import('~/outreach/planning/plan-customer.server');
const { loadMessages } = await import('~/outreach/outbox/load-messages.server');
const { switchKind, endReview } = await import('~/outreach/kinds/switch-kind.server');
const { now } = await import('~/base/lib/clock.server');
const { loadConcerned } = await import('~/office/pages/settings/concerned.server');
const { makeCustomer, makeNeed, makeOrder, makeShop, sender } = await import('../../factories/history');

let shopId = 7600n;
let customerId: bigint;

/** A buyer in Britain who bought coffee each month, last on 21 May, and did not subscribe. */
beforeEach(async () => {
  await clock.moveTo('2026-06-01T09:00:00Z');
  shopId += 1n;
  await makeShop({ id: shopId, settings: { sender } });
  await switchKind(shopId, 'running-low', 'on', 'Ada');
  await endReview(shopId, 'running-low', 'Ada');
  await sqlInShop(shopId, async (sql) => {
    customerId = await makeCustomer(sql, { numberOfOrders: 6, countryCode: 'GB' });
    const { variant } = await makeNeed(sql, { daysPerUnit: 30 });
    for (const on of ['2025-12-20', '2026-01-19', '2026-02-18', '2026-03-20', '2026-04-20', '2026-05-21']) {
      await makeOrder(sql, { customerId, on, variant });
    }
    await sql.run(
      `UPDATE customer SET last_order_at = '2026-05-21T10:00:00Z', replan_due_at = NULL WHERE shop_id = $1`,
    );
  });
  await consent('NOT_SUBSCRIBED', '2025-01-01T00:00:00Z');
});

const consent = (state: string, at: string) =>
  sqlInShop(shopId, (sql) =>
    sql.run(
      `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at)
       SELECT $1, id, 'email', $2, 'test', $3 FROM customer WHERE shop_id = $1`,
      state,
      new Date(at),
    ),
  );
const set = (parts: Parameters<typeof saveSettings>[1]) =>
  sqlInShop(shopId, (sql) => saveSettings(sql, parts));
const first = async () => {
  await planCustomer(shopId, customerId);
  const rows = await sqlInShop(shopId, (sql) => loadMessages(sql, customerId));
  return rows.find(({ kind, step }) => kind === 'running-low' && step === 1);
};
const owesPlan = () =>
  sqlInShop(shopId, (sql) =>
    sql.rows('SELECT 1 FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL'),
  ).then(({ length }) => length > 0);

describe('a country whose checkout says that buyers get mail', () => {
  it('lets in those who bought from that day on, and asks for their plans', async () => {
    expect(await first()).toMatchObject({ state: 'skipped' });
    expect(await owesPlan()).toBe(false);
    await set({ softOptInSince: { GB: '2026-05-01' } });
    expect(await owesPlan()).toBe(true);
    expect(await first()).toMatchObject({ state: 'planned' });
  });

  it('does not let in those who bought before, who live elsewhere, or who said no', async () => {
    await set({ softOptInSince: { GB: '2026-05-22' } });
    expect((await first())?.state).toBe('skipped');
    await set({ softOptInSince: { DE: '2026-01-01' } });
    expect((await first())?.state).toBe('skipped');
    await set({ softOptInSince: { GB: '2026-01-01' } });
    expect((await first())?.state).toBe('planned');
    await consent('UNSUBSCRIBED', '2026-05-25T00:00:00Z');
    expect((await first())?.state).toBe('skipped');
  });

  it('closes again when the word is taken back', async () => {
    await set({ softOptInSince: { GB: '2026-05-01' } });
    expect((await first())?.state).toBe('planned');
    await set({ softOptInSince: {} });
    const closed = await first();
    expect(closed?.state).toBe('skipped');
    expect(closed?.why?.at(-1)).toMatchObject({ code: 'no-consent', country: 'GB' });
  });

  it('is counted as it is typed, and what is no country is no question', async () => {
    const ask = (given: Record<string, string>) => loadConcerned(shopId, new URLSearchParams(given), now());
    const what = 'soft-opt-in';
    expect(await ask({ what, country: 'GB', on: '2026-05-01' })).toEqual({ count: 1, of: 1 });
    expect(await ask({ what, country: 'GB', on: '2026-05-22' })).toEqual({ count: 0, of: 1 });
    expect(await ask({ what, country: 'DE', on: '2026-05-01' })).toEqual({ count: 0, of: 0 });
    expect(await ask({ what, country: 'England', on: '2026-05-01' })).toBeNull();
    expect(await ask({ what, country: 'GB', on: '2026-02-30' })).toBeNull();
    expect(await ask({ what: 'everything' })).toBeNull();
  });
});

describe('a paused country', () => {
  beforeEach(() => set({ softOptInSince: { GB: '2026-05-01' } }));

  it('holds what is planned there with its own reason, and lets it be judged again afterwards', async () => {
    expect((await first())?.state).toBe('planned');
    await set({ pausedCountries: ['GB'] });
    expect(await owesPlan()).toBe(true);
    const held = await first();
    expect(held?.state).toBe('held');
    expect(held?.why?.at(-1)).toEqual({ code: 'held-country', country: 'GB' });
    const asked = new URLSearchParams({ what: 'pause', country: 'GB' });
    expect(await loadConcerned(shopId, asked, now())).toMatchObject({
      count: (await sqlInShop(shopId, (sql) => loadMessages(sql, customerId))).filter(({ state }) =>
        ['planned', 'held', 'awaiting_approval'].includes(state),
      ).length,
    });
    await set({ pausedCountries: [] });
    expect(await owesPlan()).toBe(true);
    expect((await first())?.state).toBe('planned');
  });

  it('holds nothing of another country', async () => {
    await set({ pausedCountries: ['FR'] });
    expect((await first())?.state).toBe('planned');
  });
});
