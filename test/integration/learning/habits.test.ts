import { beforeAll, describe, expect, it } from 'vitest';
import { dayNumber } from '~/base/lib/days';
import { recordAnswer } from '~/care/answers/record-answer.server';
import { sqlInShop } from '~/db.server';
import { reorderQuantileDays, writeDay } from '~/insight/model/reorder';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import { addDay } from '../../factories/history';
import { makeMessage } from '../../factories/sending-shop';
import { ada, bo, on, rhythm, toldShop } from '../../factories/told-shop';
import { moveClock } from '../../support/move-clock';

/** What people do: each fact goes in as the webhook that Shopify sends, and comes out as a day. */
const shop = 311n;
const told = toldShop(shop, { today: '2026-06-20' });
const { product, order, learnt, purchasesOf, tell, next } = told;
moveClock('2026-06-20T09:00:00Z');

beforeAll(told.install);

async function needOf(customer: number) {
  const insight = await learnt(customer);
  const [need] = insight.needs;
  if (!need) throw new Error('nothing bought');
  return { need, customerId: insight.customer.id };
}

async function medianOf(customer: number) {
  const { forecast } = (await needOf(customer)).need;
  if (!forecast) throw new Error('no forecast');
  return reorderQuantileDays(forecast, 0.5);
}

/** A staple: the merchant's word makes it one, so that a forecast is worth while from the first bag on. */
async function staple(variants: readonly { id: number; title: string }[], title: string) {
  await product(variants, { title });
  await learnt(0).catch(() => null);
  await sqlInShop(shop, (sql) =>
    sql.run(`UPDATE need SET usage = 'used_up', days_per_unit = 30 WHERE shop_id = $1 AND title = $2`, title),
  );
}

describe('an exchange', () => {
  it('brings the supply of what was kept, on the day of the order', async () => {
    const sizes = [
      { id: 3_001, title: '250 g' },
      { id: 3_002, title: '1 kg' },
    ];
    await staple(sizes, 'Exchanged');
    const { payload } = await order({ customer: 1, on: '2026-03-01', variant: 3_001 });
    const [small] = payload.line_items;
    const large = {
      ...small,
      id: next(),
      admin_graphql_api_id: `gid://shopify/LineItem/${next()}`,
      variant_id: 3_002,
    };
    const at = '2026-03-06T12:00:00Z';
    const exchanged = {
      ...payload,
      updated_at: at,
      line_items: [{ ...small, current_quantity: 0 }, large],
    };
    await tell('orders/updated', at, exchanged);
    await tell('orders/updated', at, exchanged);
    expect(await purchasesOf(1)).toEqual([on('2026-03-01', 4)]);
  });
});

describe('two persons on one account', () => {
  it('whose parcels bear their own names do not hurry each other', async () => {
    await staple([{ id: 3_011, title: 'Bag' }], 'Shared');
    const days = rhythm('2026-01-03', [30, 30, 30, 30]);
    for (const day of days) {
      const billing_address = ada;
      await order({ customer: 2, on: day, variant: 3_011, more: { billing_address, shipping_address: ada } });
      await order({
        customer: 2,
        on: addDay(day, 12),
        variant: 3_011,
        more: { billing_address, shipping_address: bo },
      });
    }
    expect(await purchasesOf(2)).toEqual(days.map((day) => on(day)));
    expect(await medianOf(2)).toBeGreaterThan(24);
  });

  it('who cannot be told apart are one household, and bought for at its pace', async () => {
    await staple([{ id: 3_012, title: 'Bag' }], 'Household');
    for (const day of rhythm('2026-01-03', [12, 18, 12, 18, 12, 18, 12]))
      await order({ customer: 3, on: day, variant: 3_012 });
    expect(await medianOf(3)).toBeGreaterThan(9);
    expect(await medianOf(3)).toBeLessThan(21);
  });
});

it('one long holiday moves a rhythm of 30 days by less than half of itself', async () => {
  await staple([{ id: 3_021, title: 'Bag' }], 'Holiday');
  for (const day of rhythm('2025-08-01', [30, 29, 31, 75, 30, 30]))
    await order({ customer: 4, on: day, variant: 3_021 });
  expect(await medianOf(4)).toBeGreaterThan(25);
  expect(await medianOf(4)).toBeLessThan(40);
});

it('what is bought once a year is not expected again within the quarter, young as the shop may be', async () => {
  await product([{ id: 3_031, title: 'Wreath' }], { title: 'Advent' });
  for (const day of ['2022-11-24', '2023-11-28', '2024-11-25', '2025-11-27'])
    await order({ customer: 5, on: day, variant: 3_031 });
  const { forecast } = (await needOf(5)).need;
  if (!forecast) throw new Error('no forecast');
  expect(writeDay(forecast)).toBeGreaterThan(90);
  expect(reorderQuantileDays(forecast, 0.9)).toBeGreaterThan(300);
});

it('what stands in for a need counts as having bought it again', async () => {
  await staple([{ id: 3_041, title: 'Bag' }], 'Dark roast');
  await staple([{ id: 3_042, title: 'Bag' }], 'Light roast');
  await order({ customer: 6, on: '2026-04-01', variant: 3_041 });
  const { need, customerId } = await needOf(6);
  const messageId = await makeMessage(shop, { customerId, kind: 'running-low' });
  await sqlInShop(shop, (sql) =>
    sql.run('UPDATE message SET need_id = $3 WHERE shop_id = $1 AND id = $2', messageId, need.need.id),
  );
  const lastBoughtOn = async () => {
    const facts = await sqlInShop(shop, (sql) =>
      loadGateFacts(sql, customerId, new Date('2026-06-20T09:00:00Z')),
    );
    return facts?.needs[String(need.need.id)]?.lastPurchasedAt?.toISOString().slice(0, 10);
  };
  await order({ customer: 6, on: '2026-05-02', variant: 3_042 });
  await learnt(6);
  expect(await lastBoughtOn()).toBe('2026-04-01');
  await sqlInShop(shop, (sql) =>
    sql.run(
      `UPDATE need SET substitute_need_id = (SELECT id FROM need WHERE shop_id = $1 AND title = 'Light roast')
       WHERE shop_id = $1 AND id = $2`,
      need.need.id,
    ),
  );
  expect(await lastBoughtOn()).toBe('2026-05-02');
});

it('a parcel travels until it is delivered, and its day is the carrier’s', async () => {
  await staple([{ id: 3_051, title: 'Bag' }], 'Posted');
  const { id, lineId } = await order({ customer: 7, on: '2026-06-14', variant: 3_051 });
  const parcel = {
    id: next(),
    admin_graphql_api_id: `gid://shopify/Fulfillment/${next()}`,
    order_id: id,
    status: 'success',
    created_at: '2026-06-19T08:00:00Z',
    updated_at: '2026-06-19T08:00:00Z',
    shipment_status: 'in_transit',
    line_items: [{ id: lineId, quantity: 1 }],
  };
  await tell('fulfillments/create', parcel.updated_at, parcel);
  expect((await needOf(7)).need.travelling).not.toBeNull();
  const arrived = { ...parcel, updated_at: '2026-06-20T07:00:00Z', shipment_status: 'delivered' };
  await tell('fulfillments/update', arrived.updated_at, arrived);
  await tell('fulfillments/create', parcel.updated_at, parcel);
  const { need } = await needOf(7);
  expect(need.travelling).toBeNull();
  expect(need.last?.delivery?.day).toBe(dayNumber('2026-06-20'));
});

describe('the buyer’s own word', () => {
  it('"still have plenty" moves the run-out later, "running out" to today, and the next bag starts afresh', async () => {
    await staple([{ id: 3_061, title: 'Bag' }], 'Asked');
    for (const day of rhythm('2026-02-19', [30, 30, 30]))
      await order({ customer: 8, on: day, variant: 3_061 });
    const before = await needOf(8);
    const claims = { shopId: shop, customerId: before.customerId, needId: before.need.need.id };
    await recordAnswer(claims, { answer: 'still_plenty', snoozeDays: 40 });
    const later = (await needOf(8)).need;
    expect(later.anchorDay).toBeGreaterThan(before.need.anchorDay);
    expect(later.snoozedUntilDay).toBe(dayNumber('2026-07-30'));
    await recordAnswer(claims, { answer: 'running_out_sooner' });
    const sooner = (await needOf(8)).need;
    expect(sooner.anchorDay).toBeLessThan(later.anchorDay);
    expect(sooner.snoozedUntilDay).toBeNull();
    await order({ customer: 8, on: '2026-06-21', variant: 3_061 });
    const fresh = (await needOf(8)).need;
    expect(fresh.anchorDay).toBe(dayNumber('2026-06-21'));
    expect(fresh.answer).toBeNull();
  });
});
