import { beforeAll, describe, expect, it } from 'vitest';
import { dayNumber } from '~/base/lib/days';
import { sqlInShop } from '~/db.server';
import { learnCustomer } from '~/insight/learning/customers/learn-customer.server';
import { addDay, makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';

const shop = 101n;
const inTest = <T>(work: Parameters<typeof sqlInShop<T>>[1]) => sqlInShop(shop, work);
const today = dayNumber('2026-06-20');

beforeAll(async () => {
  await makeShop({ id: shop });
});

describe('a customer is learnt from their rows', () => {
  it('a metronome of 30 days is expected about 30 days after the last bag', async () => {
    const { customerId, needId } = await inTest(async (sql) => {
      const customerId = await makeCustomer(sql);
      const { needId, variant } = await makeNeed(sql, { daysPerUnit: 30 });
      for (const k of [0, 30, 60, 90, 120, 150]) {
        await makeOrder(sql, { customerId, variant, on: addDay('2026-01-10', k) });
      }
      return { customerId, needId };
    });
    const insight = await inTest((sql) => learnCustomer(sql, customerId, { today }));
    const [need] = insight.needs;
    expect(need?.purchases.map(({ day }) => day)).toEqual(
      [0, 30, 60, 90, 120, 150].map((k) => dayNumber(addDay('2026-01-10', k))),
    );
    expect(need?.last).toMatchObject({
      day: dayNumber('2026-06-09'),
      quantity: 1,
      delivery: { source: 'delivered' },
    });
    expect(need?.usage).toEqual({ usedUp: true, because: 'days-given' });
    const [row] = await inTest((sql) =>
      sql.rows<{ p10: string; p50: string; p90: string }>(
        `SELECT p10_on AS p10, p50_on AS p50, p90_on AS p90 FROM forecast WHERE shop_id = $1 AND customer_id = $2 AND need_id = $3`,
        customerId,
        needId,
      ),
    );
    expect(row && row.p10 < row.p50 && row.p50 < row.p90).toBe(true);
    const median = dayNumber(row?.p50 ?? '') - dayNumber('2026-06-09');
    expect(median).toBeGreaterThan(24);
    expect(median).toBeLessThan(38);
    expect(insight.lapse.status).toBe('on_time');
    const [stored] = await inTest((sql) =>
      sql.rows<{ status: string; nextLookAt: Date | null }>(
        `SELECT status, next_look_at AS "nextLookAt" FROM customer WHERE shop_id = $1 AND id = $2`,
        customerId,
      ),
    );
    expect(stored?.status).toBe('on_time');
    expect(stored?.nextLookAt && stored.nextLookAt > new Date('2026-06-20')).toBe(true);
  });

  it('is looked at again when the silence since the last order that counts says so', async () => {
    const looks = await inTest(async (sql) => {
      const { variant } = await makeNeed(sql, { daysPerUnit: null });
      const found: { status: string; nextLookAt: Date | null; lastOrderOn: string }[] = [];
      for (const cancelledOn of [null, '2026-06-15']) {
        const customerId = await makeCustomer(sql);
        for (const k of [0, 30, 60, 90, 120, 150])
          await makeOrder(sql, { customerId, variant, on: addDay('2026-01-10', k), fulfilledOn: null });
        if (cancelledOn)
          await makeOrder(sql, { customerId, variant, on: cancelledOn, cancelled: true, fulfilledOn: null });
        await learnCustomer(sql, customerId, { today });
        const [row] = await sql.rows<(typeof found)[number]>(
          `SELECT status, next_look_at AS "nextLookAt", status_facts ->> 'lastOrderOn' AS "lastOrderOn" FROM customer
           WHERE shop_id = $1 AND id = $2`,
          customerId,
        );
        if (row) found.push(row);
      }
      return found;
    });
    expect(looks[0]).toMatchObject({ status: 'on_time', lastOrderOn: '2026-06-09' });
    expect(looks[1]).toEqual(looks[0]);
  });

  it('learning twice writes nothing the second time', async () => {
    const customerId = await inTest(async (sql) => {
      const id = await makeCustomer(sql);
      const { variant } = await makeNeed(sql, { daysPerUnit: 20 });
      await makeOrder(sql, { customerId: id, variant, on: '2026-06-01' });
      return id;
    });
    const versions = () =>
      inTest((sql) =>
        sql.rows(
          `SELECT f.xmin::text AS forecast, c.xmin::text AS customer FROM forecast f JOIN customer c ON c.id = f.customer_id
           WHERE f.shop_id = $1 AND c.id = $2`,
          customerId,
        ),
      );
    await inTest((sql) => learnCustomer(sql, customerId, { today }));
    const before = await versions();
    expect(before).toHaveLength(1);
    await inTest((sql) => learnCustomer(sql, customerId, { today }));
    expect(await versions()).toEqual(before);
  });

  it('refunds, returns, edits, cancelled and test orders, gift cards and subscriptions bring no purchase', async () => {
    const customerId = await inTest(async (sql) => {
      const id = await makeCustomer(sql);
      const { variant } = await makeNeed(sql, { daysPerUnit: 20, units: 4 });
      await makeOrder(sql, { customerId: id, variant, on: '2026-03-01', quantity: 3 });
      await makeOrder(sql, { customerId: id, variant, on: '2026-03-02', cancelled: true });
      await makeOrder(sql, { customerId: id, variant, on: '2026-03-03', purpose: 'test' });
      await makeOrder(sql, { customerId: id, variant, on: '2026-03-04', isGiftCard: true });
      await makeOrder(sql, { customerId: id, variant, on: '2026-03-05', onSubscription: true });
      await makeOrder(sql, { customerId: id, variant, on: '2026-03-06', quantity: 2, currentQuantity: 0 });
      const refunded = await makeOrder(sql, { customerId: id, variant, on: '2026-03-07', quantity: 3 });
      await sql.run(
        `INSERT INTO refund (shop_id, shopify_refund_id, shopify_order_id, refunded_at, line_quantities) VALUES ($1, 'r1', $2, now(), $3)`,
        refunded.gid,
        JSON.stringify({ [refunded.line]: 1 }),
      );
      await sql.run(
        `INSERT INTO order_return (shop_id, shopify_return_id, shopify_order_id, status, line_quantities) VALUES ($1, 'x1', $2, 'OPEN', $3)`,
        refunded.gid,
        JSON.stringify({ [refunded.line]: 2 }),
      );
      return id;
    });
    const insight = await inTest((sql) => learnCustomer(sql, customerId, { today }));
    expect(insight.needs[0]?.purchases).toEqual([
      { day: dayNumber('2026-03-01'), quantity: 12 },
      { day: dayNumber('2026-03-07'), quantity: 4 },
    ]);
    expect(insight.orders).toHaveLength(7);
    expect(insight.needs[0]?.onSubscription).toBe(false);
  });

  it('several lines of a day are one purchase, and a replacement carries the supply further without being one', async () => {
    const [plain, carried] = await Promise.all(
      [false, true].map((withReplacement) =>
        inTest(async (sql) => {
          const id = await makeCustomer(sql);
          const { variant } = await makeNeed(sql, { daysPerUnit: 30 });
          await makeOrder(sql, { customerId: id, variant, on: '2026-06-01' });
          await makeOrder(sql, { customerId: id, variant, on: '2026-06-01' });
          if (withReplacement) {
            await makeOrder(sql, {
              customerId: id,
              variant,
              on: '2026-06-08',
              purpose: 'replacement',
              priceMinor: 0,
            });
          }
          return learnCustomer(sql, id, { today });
        }),
      ),
    );
    expect(plain?.needs[0]?.purchases).toEqual([{ day: dayNumber('2026-06-01'), quantity: 2 }]);
    expect(carried?.needs[0]?.purchases).toEqual(plain?.needs[0]?.purchases);
    expect((carried?.needs[0]?.anchorDay ?? 0) - (plain?.needs[0]?.anchorDay ?? 0)).toBe(30);
  });

  it('orders of a guest who was absorbed count', async () => {
    const customerId = await inTest(async (sql) => {
      const customerId = await makeCustomer(sql);
      const guest = await makeCustomer(sql, { mergedIntoId: customerId });
      const { variant } = await makeNeed(sql, { daysPerUnit: 30 });
      await makeOrder(sql, { customerId: guest, variant, on: '2026-04-01' });
      await makeOrder(sql, { customerId, variant, on: '2026-05-01' });
      return customerId;
    });
    const insight = await inTest((sql) => learnCustomer(sql, customerId, { today }));
    expect(insight.needs[0]?.purchases.map(({ day }) => day)).toEqual([
      dayNumber('2026-04-01'),
      dayNumber('2026-05-01'),
    ]);
  });

  it('what is still on its way travels, with its day when it was handed over', async () => {
    const insight = await inTest(async (sql) => {
      const id = await makeCustomer(sql);
      const { variant } = await makeNeed(sql, { daysPerUnit: 30 });
      await makeOrder(sql, { customerId: id, variant, on: '2026-06-19', deliveredOn: null });
      return learnCustomer(sql, id, { today });
    });
    expect(insight.needs[0]?.travelling).toMatchObject({ expectedDay: dayNumber('2026-06-22') });
  });
});
