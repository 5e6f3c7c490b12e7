import { beforeEach, describe, expect, it } from 'vitest';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';

moveClock(WEDNESDAY_NOON);
const { sqlInShop } = await import('~/db.server');
const { measureHandling } = await import('~/insight/learning/history/measure-handling.server');
const { loadGateFacts } = await import('~/outreach/planning/load-gate-facts.server');
const { makeCustomer, makeNeed, makeOrder, makeShop } = await import('../../factories/history');

let shopId = 8800n;
let customerId: bigint;
let variant: string;

beforeEach(async () => {
  shopId += 1n;
  await makeShop({ id: shopId });
  await sqlInShop(shopId, async (sql) => {
    customerId = await makeCustomer(sql);
    ({ variant } = await makeNeed(sql));
  });
});

/** Paid at that time, not shipped. */
const waits = (paidAt: string) =>
  sqlInShop(shopId, async (sql) => {
    const { id } = await makeOrder(sql, { customerId, on: paidAt.slice(0, 10), variant, fulfilledOn: null });
    await sql.run(
      `UPDATE orders SET processed_at = $3, paid_at = $3, fulfillment_status = 'UNFULFILLED' WHERE shop_id = $1 AND id = $2`,
      id,
      new Date(paidAt),
    );
  });

/** Whether the customer's order counts as late at a time. */
const isLateAt = async (at: string) => {
  const facts = await sqlInShop(shopId, (sql) => loadGateFacts(sql, customerId, new Date(at)));
  return facts?.customer.holds.lateOrderName !== null;
};

/** Orders that were paid on Monday the 9th and sent after so many calendar days. */
const wereHandledIn = (days: readonly number[]) =>
  sqlInShop(shopId, async (sql) => {
    const buyer = await makeCustomer(sql);
    for (const day of days) {
      const { id } = await makeOrder(sql, {
        customerId: buyer,
        on: '2026-11-09',
        variant,
        fulfilledOn: `2026-11-${String(9 + day).padStart(2, '0')}`,
      });
      await sql.run(`UPDATE orders SET paid_at = '2026-11-09T08:00:00Z' WHERE shop_id = $1 AND id = $2`, id);
    }
  });

describe('an order that is paid and not shipped', () => {
  it('is late after three working days while the shop’s own handling time is not known', async () => {
    await waits('2026-11-19T10:00:00Z'); // a Thursday; Friday, Monday and Tuesday are its three days
    expect(await isLateAt('2026-11-24T20:00:00Z')).toBe(false);
    expect(await isLateAt('2026-11-25T06:00:00Z')).toBe(true);
  });

  it('is late when nine in ten of the shop’s own orders had been sent, from twenty orders on', async () => {
    await wereHandledIn([...new Array<number>(17).fill(3), 8, 8]);
    await measureHandling(shopId);
    await waits('2026-11-16T10:00:00Z'); // a Monday
    expect(await isLateAt('2026-11-20T06:00:00Z')).toBe(true);
    // The twentieth: nine in ten were sent within eight days, six of them working days.
    await wereHandledIn([8]);
    await measureHandling(shopId);
    expect(await isLateAt('2026-11-24T20:00:00Z')).toBe(false);
    expect(await isLateAt('2026-11-25T06:00:00Z')).toBe(true);
  });

  it('has one working day at least, in a shop that sends all on the same day', async () => {
    await wereHandledIn(new Array<number>(20).fill(0));
    await measureHandling(shopId);
    await waits('2026-11-20T10:00:00Z'); // a Friday
    expect(await isLateAt('2026-11-23T20:00:00Z')).toBe(false);
    expect(await isLateAt('2026-11-24T06:00:00Z')).toBe(true);
  });
});
