import { beforeAll, describe, expect, it } from 'vitest';
import { dayNumber, isoDay } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';
import { learnFrom } from '~/insight/learning/customers/learn-from';
import { historyUntil } from '~/insight/learning/history/history-until';
import { loadHistory } from '~/insight/learning/history/load-history.server';
import { buildPools, readSweepFacts } from '~/insight/learning/pools/build-pools.server';
import { pastQuestions } from '~/insight/learning/pools/past-questions';
import { readSweepPage } from '~/insight/learning/pools/read-sweep-page.server';
import { scoreShop } from '~/insight/learning/pools/score-shop.server';
import { forecastReorder } from '~/insight/model/reorder';
import { addDay, makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';

const shop = 320n;
const today = dayNumber('2026-06-20');

beforeAll(async () => {
  await makeShop({ id: shop });
  await sqlInShop(shop, async (sql) => {
    const { variant } = await makeNeed(sql, { usage: 'used_up' });
    for (let k = 0; k < 24; k++) {
      const customerId = await makeCustomer(sql);
      // Half of them every 21 days, half every 42: one delay for all suits nobody.
      const gap = k % 2 === 0 ? 21 : 42;
      for (let day = k; day < 340; day += gap)
        await makeOrder(sql, { customerId, variant, on: addDay('2025-07-01', day) });
    }
    // These never came back: no message could have met them, so they say nothing of being in time.
    for (let k = 0; k < 60; k++)
      await makeOrder(sql, { customerId: await makeCustomer(sql), variant, on: '2026-02-01' });
  });
});

describe('how good the forecasts are', () => {
  it('is measured on the shop’s own past, where knowing each customer beats one delay for all', async () => {
    const score = await scoreShop(shop, today);
    expect(score?.reordered).toBeGreaterThan(50);
    expect(score?.questions).toBe((score?.reordered ?? 0) + 60);
    expect(score?.onTime.carafe).toBeGreaterThan(score?.onTime['fixed-delay'] ?? 1);
    expect(score?.onTime.carafe).toBeGreaterThan(0.7);
    expect(score?.reorderingCustomers).toBe(24);
    expect(score?.ahead['fixed-delay'].difference).toBeGreaterThan(0.1);
    const bins = score?.calibration ?? [];
    const asked = bins.reduce((sum, { count }) => sum + count, 0);
    expect(asked).toBe(score?.questions);
  });

  it('is measured once a week, and of a shop without a past there is nothing to say', async () => {
    expect(await scoreShop(shop, today + 1)).toBeNull();
    expect(await scoreShop(shop, today + 8)).not.toBeNull();
    await makeShop({ id: 321n });
    expect((await scoreShop(321n, today))?.questions).toBe(0);
  });

  it('is no better for days of supply that the merchant says today', async () => {
    const score = await again();
    await sqlInShop(shop, (sql) => sql.run(`UPDATE need SET days_per_unit = 3 WHERE shop_id = $1`));
    expect(await again()).toEqual(score);
    async function again() {
      await sqlInShop(shop, (sql) => sql.run(`DELETE FROM model_score WHERE shop_id = $1`));
      return scoreShop(shop, today);
    }
  });

  it('asks only about what is used up, since nobody is reminded of anything else', async () => {
    const id = 323n;
    await makeShop({ id });
    const asked = async () => {
      await sqlInShop(id, (sql) => sql.run(`DELETE FROM model_score WHERE shop_id = $1`));
      return (await scoreShop(id, today))?.questions ?? 0;
    };
    const lamp = await sqlInShop(id, async (sql) => {
      const beans = await makeNeed(sql, { usage: 'used_up' });
      const { needId, variant } = await makeNeed(sql, { title: 'Lamp', usage: 'not_used_up' });
      for (let k = 0; k < 20; k++) {
        const customerId = await makeCustomer(sql);
        for (let day = k; day < 340; day += 21)
          await makeOrder(sql, { customerId, variant: beans.variant, on: addDay('2025-07-01', day) });
        await makeOrder(sql, { customerId, variant, on: '2026-02-01' });
      }
      return needId;
    });
    const ofBeans = await asked();
    expect(ofBeans).toBeGreaterThan(40);
    await sqlInShop(id, (sql) =>
      sql.run(`UPDATE need SET usage = 'used_up' WHERE shop_id = $1 AND id = $2`, lamp),
    );
    expect(await asked()).toBe(ofBeans + 20);
  });

  it('asks what learning would have answered on that evening: with the other needs, without what came later', async () => {
    const id = 322n;
    await makeShop({ id });
    const customerId = await sqlInShop(id, async (sql) => {
      const beans = await makeNeed(sql);
      const filters = await makeNeed(sql, { title: 'Filters', usage: 'used_up' });
      const decaf = await makeNeed(sql, { title: 'Decaf', usage: 'used_up' });
      await sql.run(
        `UPDATE need SET substitute_need_id = $3 WHERE shop_id = $1 AND id = $2`,
        beans.needId,
        decaf.needId,
      );
      const people: bigint[] = [];
      for (let k = 0; k < 12; k++) {
        const customer = await makeCustomer(sql);
        people.push(customer);
        for (let day = k; day < 340; day += 24 + k)
          await makeOrder(sql, {
            customerId: customer,
            variant: beans.variant,
            on: addDay('2025-07-01', day),
          });
        for (let day = 5 * k; day < 340; day += 60)
          await makeOrder(sql, {
            customerId: customer,
            variant: filters.variant,
            on: addDay('2025-07-01', day),
          });
      }
      const [buyer = 0n] = people;
      // A party: only the purchase after it shows that it was none of their own supply. And a bag that came back later.
      await makeOrder(sql, { customerId: buyer, variant: beans.variant, on: '2026-02-10', quantity: 12 });
      const { gid, line } = await makeOrder(sql, {
        customerId: buyer,
        variant: filters.variant,
        on: '2026-02-03',
        quantity: 2,
        currentQuantity: 1,
      });
      await sql.run(
        `INSERT INTO refund (shop_id, shopify_refund_id, shopify_order_id, refunded_at, line_quantities)
         VALUES ($1, 'gid://shopify/Refund/322', $2, '2026-03-01', $3)`,
        gid,
        JSON.stringify({ [line]: 1 }),
      );
      // The other sort in between, a word on the filters, and a fortnight without beans.
      await makeOrder(sql, { customerId: buyer, variant: decaf.variant, on: '2026-01-05' });
      await sql.run(
        `INSERT INTO answer (shop_id, customer_id, need_id, answer, at) VALUES ($1, $2, $3, 'running_out_sooner', '2026-01-20T08:00:00Z')`,
        buyer,
        filters.needId,
      );
      await sql.run(
        `INSERT INTO stock_out (shop_id, shopify_variant_id, from_at, until_at) VALUES ($1, $2, '2026-02-12', '2026-02-20')`,
        beans.variant,
      );
      return buyer;
    });
    const from = today - 180;
    const facts = await readSweepFacts(id);
    const pools = await buildPools(id, { ...facts, day: from });
    if (!pools) throw new Error('no pools');
    const [buyer] = (await sqlInShop(id, (sql) => readSweepPage(sql, customerId - 1n, 1))).customers;
    const rows = await sqlInShop(id, (sql) => loadHistory(sql, customerId));
    if (!buyer || !rows) throw new Error('no history');
    const then = {
      context: facts.context,
      from,
      until: today - 90,
      transitDays: 3,
      shop: pools.shop,
      pools: pools.needs,
      usedUp: new Set(facts.needs.map(({ id }) => id)),
    };
    const asked = pastQuestions(buyer, then);
    expect(asked.length).toBeGreaterThan(6);
    for (const { input } of asked) {
      const last = input.purchases.at(-1);
      if (!last) throw new Error('a question follows a purchase');
      const evening = Date.parse(`${isoDay(last.day)}T22:00:00Z`);
      const insight = learnFrom(
        historyUntil(rows, evening),
        { shop: pools.shop, transit: {}, sweptDay: from, need: (need) => pools.needs.get(need) ?? null },
        last.day,
      );
      const forecast = insight.needs.find(
        ({ purchases }) => purchases.at(-1)?.day === last.day && purchases.length === input.purchases.length,
      )?.forecast;
      expect(forecast).toEqual(forecastReorder(input));
    }
    const party = asked.find(({ input }) => input.purchases.at(-1)?.quantity === 12);
    expect(party?.gapDays).toBeGreaterThan(0);
    expect(asked.find(({ input }) => input.purchases.at(-1)?.quantity === 2)).toBeDefined();
  });
});
