import { beforeAll, describe, expect, it } from 'vitest';
import { dayNumber } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';
import { sweepShop } from '~/insight/learning/pools/sweep-shop.server';
import { daysLasted } from '~/insight/model/reorder';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { addDay } from '../../factories/history';
import { ada, bo, on, rhythm, toldShop } from '../../factories/told-shop';

/**
 * What a shop's data is really like: each fact goes in as the webhook that Shopify sends, and comes out as what the
 * model is fed with.
 */
const shop = 310n;
const today = dayNumber('2026-06-20');
const { install, product, order, learnt, purchasesOf, tell, next } = toldShop(shop, { today: '2026-06-20' });

beforeAll(install);

describe('what was bought becomes units of supply', () => {
  it('sizes of one product are one need, each in units of the first', async () => {
    await product([
      { id: 1_001, title: '250 g' },
      { id: 1_002, title: '1 kg' },
      { id: 1_003, title: 'Doppelpack' },
    ]);
    await order({ customer: 1, on: '2026-02-01', variant: 1_001, quantity: 2 });
    await order({ customer: 1, on: '2026-03-01', variant: 1_002 });
    await order({ customer: 1, on: '2026-04-01', variant: 1_003 });
    expect(await purchasesOf(1)).toEqual([on('2026-02-01', 2), on('2026-03-01', 4), on('2026-04-01', 2)]);
  });

  it('units follow a title that is corrected, and no longer once a person said so', async () => {
    const first = { id: 1_011, title: '100 g' };
    const id = await product([first, { id: 1_012, title: '200 g' }]);
    await order({ customer: 2, on: '2026-02-01', variant: 1_012 });
    expect(await purchasesOf(2)).toEqual([on('2026-02-01', 2)]);
    await product([first, { id: 1_012, title: '300 g' }], { id, on: '2026-02-02' });
    expect(await purchasesOf(2)).toEqual([on('2026-02-01', 3)]);
    await sqlInShop(shop, (sql) =>
      sql.run(
        `UPDATE need_variant SET units_per_item = 2.5, units_source = 'merchant' WHERE shop_id = $1 AND shopify_variant_id = 'gid://shopify/ProductVariant/1012'`,
      ),
    );
    await product([first, { id: 1_012, title: '400 g' }], { id, on: '2026-02-03' });
    expect(await purchasesOf(2)).toEqual([on('2026-02-01', 2.5)]);
  });
});

describe('what was bought for somebody else', () => {
  it('is a sign of life and no supply: sent to another name, or with a gift note', async () => {
    await product([{ id: 1_021, title: 'Bag' }]);
    const home = { shipping_address: ada, billing_address: ada };
    await order({ customer: 3, on: '2026-02-01', variant: 1_021, more: home });
    await order({
      customer: 3,
      on: '2026-02-10',
      variant: 1_021,
      more: { shipping_address: bo, billing_address: ada },
    });
    await order({
      customer: 3,
      on: '2026-02-20',
      variant: 1_021,
      more: { ...home, note_attributes: [{ name: 'Gift message', value: 'Happy birthday, Bo!' }] },
    });
    await order({ customer: 3, on: '2026-03-01', variant: 1_021, more: home });
    expect(await purchasesOf(3)).toEqual([on('2026-02-01'), on('2026-03-01')]);
    expect((await learnt(3)).orders).toHaveLength(4);
  });

  it('is one’s own where it is never bought otherwise, as by an office for its buyer', async () => {
    await product([{ id: 1_022, title: 'Bag' }]);
    const office = { shipping_address: bo, billing_address: ada };
    for (const day of ['2026-02-01', '2026-03-01'])
      await order({ customer: 4, on: day, variant: 1_022, more: office });
    expect(await purchasesOf(4)).toEqual([on('2026-02-01'), on('2026-03-01')]);
  });

  it('accents, middle names and a switched-off gift box are no gift', async () => {
    await product([{ id: 1_023, title: 'Bag' }]);
    const names = {
      shipping_address: { ...ada, first_name: 'Áda Maria', last_name: 'LINDQVIST' },
      billing_address: ada,
      note_attributes: [{ name: 'gift_wrap', value: 'false' }],
    };
    await order({ customer: 5, on: '2026-02-01', variant: 1_023 });
    await order({ customer: 5, on: '2026-03-01', variant: 1_023, more: names });
    expect(await purchasesOf(5)).toHaveLength(2);
  });
});

describe('a gap that waited for stock', () => {
  const days = rhythm('2026-01-05', [30, 30, 48]);
  const [, , third = '', last = ''] = days;

  it('is the shop’s: who came as soon as it was back had wished to come in the middle of it', async () => {
    const variant = { id: 1_031, title: 'Bag' };
    const id = await product([variant]);
    for (const day of days) await order({ customer: 6, on: day, variant: 1_031 });
    const gone = addDay(third, 24);
    const back = addDay(third, 44);
    await product([{ ...variant, left: 0 }], { id, on: gone });
    // Told twice, and late: nothing changes.
    await product([{ ...variant, left: 0 }], { id, on: gone });
    await product([variant], { id, on: back });
    await product([{ ...variant, left: 0 }], { id, on: gone });
    const { purchases = [], last: lastPurchase } = (await learnt(6)).needs[0] ?? {};
    expect(purchases.map(({ day }) => day)).toEqual(days.map((day) => dayNumber(day)));
    const gaps = purchases.slice(1).map((next, at) => daysLasted(purchases[at] ?? next, next));
    expect(gaps).toEqual([30, 30, 34]);
    expect(lastPurchase?.day).toBe(dayNumber(last));
  });

  it('is the customer’s when the shop had it again long before they came', async () => {
    const variant = { id: 1_032, title: 'Bag' };
    const id = await product([variant]);
    for (const day of days) await order({ customer: 7, on: day, variant: 1_032 });
    await product([{ ...variant, left: 0 }], { id, on: addDay(third, 5) });
    await product([variant], { id, on: addDay(third, 15) });
    expect((await purchasesOf(7))?.map(([day]) => day)).toEqual(days.map((day) => dayNumber(day)));
  });
});

describe('a single order many times the usual', () => {
  it.each([
    ['soon', 8, 31],
    ['late', 9, 75],
  ])('counts as it was, whether the next came %s', async (_, customer, gapAfter) => {
    const variant = 1_033 + customer;
    await product([{ id: variant, title: 'Bag' }]);
    const days = rhythm('2026-01-01', [30, 30, gapAfter, 30]);
    for (const [at, day] of days.entries())
      await order({ customer, on: day, variant, quantity: at === 2 ? 40 : 2 });
    const quantities = (await purchasesOf(customer))?.map(([, quantity]) => quantity);
    expect(quantities).toEqual([2, 2, 40, 2, 2]);
  });
});

describe('what came back, and what never left', () => {
  it('a refund takes the items off, whichever of order and refund is told first', async () => {
    await product([{ id: 1_051, title: 'Bag' }]);
    const kept = await order({ customer: 10, on: '2026-02-01', variant: 1_051, quantity: 3 });
    const all = await order({ customer: 10, on: '2026-03-01', variant: 1_051 });
    for (const [{ id, lineId }, quantity] of [
      [kept, 1],
      [all, 1],
    ] as const)
      await tell('refunds/create', '2026-03-05T00:00:00Z', {
        id: next(),
        admin_graphql_api_id: `gid://shopify/Refund/${id}`,
        order_id: id,
        created_at: '2026-03-05T00:00:00Z',
        refund_line_items: [{ line_item_id: lineId, quantity }],
      });
    expect(await purchasesOf(10)).toEqual([on('2026-02-01', 2)]);
  });

  it('a subscription’s deliveries are kept apart, and nobody on one is reminded', async () => {
    await product([{ id: 1_052, title: 'Bag' }]);
    await order({ customer: 11, on: '2026-04-01', variant: 1_052 });
    await order({
      customer: 11,
      on: '2026-05-01',
      variant: 1_052,
      line: { selling_plan_allocation: { selling_plan: { id: 7, name: 'Monthly' } } },
    });
    const [need] = (await learnt(11)).needs;
    expect(need?.purchases.map(({ day }) => day)).toEqual([dayNumber('2026-04-01')]);
    expect(need?.onSubscription).toBe(true);
  });

  it('a replacement of ours adds supply and is no purchase', async () => {
    await product([{ id: 1_053, title: 'Bag' }]);
    await order({ customer: 12, on: '2026-06-01', variant: 1_053 });
    await order({
      customer: 12,
      on: '2026-06-05',
      variant: 1_053,
      more: {
        subtotal_price: '0.00',
        total_price: '0.00',
        tags: 'replacement',
        source_name: 'shopify_draft_order',
      },
    });
    expect(await purchasesOf(12)).toEqual([on('2026-06-01')]);
  });
});

describe('who bought it', () => {
  it('a guest’s orders count for the customer who later has that address', async () => {
    await product([{ id: 1_061, title: 'Bag' }]);
    const email = 'mia@example.com';
    await order({ customer: 13, on: '2026-02-01', variant: 1_061, more: { customer: null, email } });
    await projectInbox(shop);
    const at = '2026-03-01T12:00:00Z';
    const customer = { id: 13, admin_graphql_api_id: 'gid://shopify/Customer/13', email, updated_at: at };
    await order({ customer: 13, on: '2026-03-01', variant: 1_061, more: { customer, email } });
    expect(await purchasesOf(13)).toEqual([on('2026-02-01'), on('2026-03-01')]);
  });
});

describe('what is used up, and how long it lasts', () => {
  it('is learnt: a staple comes back, a keepsake does not, and a title of something durable is a proposal', async () => {
    await product([{ id: 1_071, title: 'Bag' }], { title: 'Tea' });
    await product([{ id: 1_072, title: 'Brass' }], { title: 'Keepsake' });
    await product([{ id: 1_073, title: 'Small' }], { title: 'Wall clock' });
    for (let k = 0; k < 14; k++) {
      const customer = 100 + k;
      for (const day of rhythm(addDay('2026-01-01', k), [28 + (k % 3), 29, 30]))
        await order({ customer, on: day, variant: 1_071 });
      await order({ customer, on: addDay('2026-02-01', k), variant: 1_072 });
      await order({ customer, on: addDay('2026-02-01', k), variant: 1_073 });
    }
    await projectInbox(shop);
    await sweepShop(shop, today);
    const insight = await learnt(100);
    const usage = new Map(insight.needs.map(({ need, usage: verdict }) => [need.title, verdict]));
    expect(usage.get('Tea')).toEqual({ usedUp: true, because: 'bought-again' });
    expect(usage.get('Keepsake')).toEqual({ usedUp: false, because: 'rarely-bought-again' });
    expect(usage.get('Wall clock')).toEqual({ usedUp: false, because: 'title' });
  });

  it('the merchant’s word counts as eight intervals: all of it at first, less with each that is seen', async () => {
    const median = async (variant: number, seen: number) => {
      await product([{ id: variant, title: 'Bag' }], { title: `Said ${variant}` });
      for (let k = 0; k < seen; k++)
        for (const day of rhythm(addDay('2026-01-01', k), [20]))
          await order({ customer: variant + k, on: day, variant });
      await order({ customer: variant + 99, on: '2026-06-10', variant });
      await projectInbox(shop);
      await sqlInShop(shop, (sql) =>
        sql.run(`UPDATE need SET days_per_unit = 60 WHERE shop_id = $1 AND title = $2`, `Said ${variant}`),
      );
      await sweepShop(shop, today);
      const { needs } = await learnt(variant + 99);
      const cdf = needs[0]?.forecast?.cdf ?? new Float64Array();
      const returning = cdf.at(-1) ?? 0;
      return 1 + cdf.findIndex((share) => share >= returning / 2);
    };
    const unseen = await median(2_000, 0);
    const some = await median(2_200, 8);
    const many = await median(2_400, 60);
    expect(unseen).toBeGreaterThan(45);
    expect(some).toBeLessThan(unseen);
    expect(many).toBeLessThan(some);
    expect(many).toBeLessThan(30);
  });
});
