import { beforeEach, describe, expect, it } from 'vitest';
import { moveClock } from '../../support/move-clock';

const clock = moveClock('2026-05-22T09:00:00Z');

const { now } = await import('~/base/lib/clock.server');
const { recordAnswer } = await import('~/care/answers/record-answer.server');
const { sqlInShop } = await import('~/db.server');
const { changeNotes } = await import('~/office/pages/customers/notes.server');
const { loadCustomer } = await import('~/office/pages/customers/customer.server');
const { planCustomer } = await import('~/outreach/planning/plan-customer.server');
const { addDay, makeCustomer, makeNeed, makeOrder, makeShop } = await import('../../factories/history');

/** Every 28 days, the last on the day before the first look. */
const DAYS = ['2026-01-01', '2026-01-29', '2026-02-26', '2026-03-26', '2026-04-23', '2026-05-21'];
let shopId = 8_950n;
let customerId: bigint;

beforeEach(async () => {
  await clock.moveTo('2026-05-22T09:00:00Z');
  shopId += 1n;
  await makeShop({ id: shopId });
  await sqlInShop(shopId, async (sql) => {
    const { variant } = await makeNeed(sql, { daysPerUnit: 28, usage: 'used_up' });
    customerId = await makeCustomer(sql, { numberOfOrders: DAYS.length });
    for (const on of DAYS) await makeOrder(sql, { customerId, on, variant });
  });
  await planCustomer(shopId, customerId);
});

async function page() {
  const found = await loadCustomer(shopId, { customerId, staff: 'Ada', now: now() });
  if (found.status !== 'found') throw new Error(found.status);
  return found.page;
}

describe('a customer’s page, opened again without a plan in between', () => {
  it('tells of today: they are less likely still a customer, and each supply likelier never bought again', async () => {
    const before = await page();
    expect(before.outlook?.nextOrderOn).toMatch(/^2026-06-/);
    await clock.moveTo('2026-08-20T09:00:00Z');
    const later = await page();
    expect(later.rhythm).toEqual(before.rhythm);
    expect(before.outlook?.stillCustomerProbability).toBeGreaterThan(0.8);
    expect(later.outlook?.stillCustomerProbability).toBeLessThan(0.6);
    expect(later.outlook?.chanceIn30Days).toBeLessThan(before.outlook?.chanceIn30Days ?? 0);
    expect(before.supplies[0]?.neverProbability).toBeLessThan(0.15);
    expect(later.supplies[0]?.neverProbability).toBeGreaterThan(0.5);
  });

  it('expects a supply from today on, later with each day of silence', async () => {
    const [before] = (await page()).supplies;
    expect(before?.ahead?.p50On).toBe(before?.p50On);
    await clock.moveTo('2026-06-20T09:00:00Z');
    const [later] = (await page()).supplies;
    expect(later?.p50On).toBe(before?.p50On);
    expect(later?.p10On.localeCompare('2026-06-20')).toBe(-1);
    expect(later?.ahead?.p10On.localeCompare('2026-06-20')).not.toBe(-1);
    expect(later?.ahead?.p50On.localeCompare(later.p50On)).toBe(1);
  });

  it('says what moved a supply: their own word, and until when they are left in peace', async () => {
    expect((await page()).supplies[0]?.said).toBeNull();
    await clock.moveTo('2026-06-12T09:00:00Z');
    const needId = BigInt((await page()).supplies[0]?.needId ?? 0);
    await recordAnswer({ shopId, customerId, needId }, { answer: 'running_out_sooner' });
    await planCustomer(shopId, customerId);
    const [out] = (await page()).supplies;
    expect(out).toMatchObject({
      said: { answer: 'running_out_sooner', on: '2026-06-12' },
      p50On: '2026-06-12',
    });
    await recordAnswer({ shopId, customerId, needId }, { answer: 'still_plenty', snoozeDays: 30 });
    expect((await page()).supplies[0]?.said).toEqual({
      answer: 'still_plenty',
      on: '2026-06-12',
      untilOn: '2026-07-12',
    });
  });

  it('tells no outlook of who has died', async () => {
    await changeNotes(shopId, {
      by: 'Ada',
      now: now(),
      asked: { customerId: String(customerId), text: '', intent: 'died' },
    });
    expect((await page()).outlook).toBeNull();
  });
});

it('a page names the product that they no longer buy, while they go on ordering another', async () => {
  const before = ['2025-09-11', '2025-10-09', '2025-11-06', '2025-12-04'];
  await sqlInShop(shopId, async (sql) => {
    const { variant } = await makeNeed(sql, { daysPerUnit: 28, usage: 'used_up' });
    for (const on of [...before, ...DAYS.slice(0, 1)]) await makeOrder(sql, { customerId, on, variant });
  });
  await planCustomer(shopId, customerId);
  const drifted = (await page()).supplies.filter(({ driftedAfterDays }) => driftedAfterDays !== null);
  expect(drifted).toMatchObject([{ lastPurchaseOn: '2026-01-01', ownGaps: 4 }]);
});

it('a page has one today, the customer’s: what ran out there is past, whatever day it is at the shop', async () => {
  await sqlInShop(shopId, async (sql) => {
    await sql.run(`UPDATE shop SET time_zone = 'Europe/Berlin' WHERE id = $1`);
    await sql.run(
      `UPDATE customer SET time_zone = 'Pacific/Auckland' WHERE shop_id = $1 AND id = $2`,
      customerId,
    );
    const { variant } = await makeNeed(sql, { daysPerUnit: 28, usage: 'used_up' });
    for (const on of DAYS) await makeOrder(sql, { customerId, on: addDay(on, -5), variant });
  });
  await planCustomer(shopId, customerId);
  const [first, second] = (await page()).supplies;
  expect(first && second && first.p50On < second.p50On).toBe(true);
  // Late in the evening at the shop: there the next day has come.
  await clock.moveTo(`${first?.p50On}T20:00:00Z`);
  const later = await page();
  expect(later.todayOn).toBe(addDay(first?.p50On ?? '', 1));
  expect(later.supplies.map(({ needId }) => needId)).toEqual([second?.needId, first?.needId]);
});
