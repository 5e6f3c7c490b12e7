import { describe, expect, it } from 'vitest';
import { DAY_MS } from '~/base/lib/days';
import { learnFrom } from '~/insight/learning/customers/learn-from';
import { historyUntil } from '~/insight/learning/history/history-until';
import { dayOf } from '~/insight/learning/history/own-day';
import { readOrders } from '~/insight/learning/history/read-orders';
import { longHistory, noPools } from '../../factories/long-history';
import { growth } from '../../support/growth';

const until = Date.parse('2026-05-01T09:00:00Z');
const from = until - 365 * DAY_MS;
const today = dayOf(until, 'Europe/Berlin');

describe('a customer with very many orders', () => {
  it('has their orders read in as much more time as they ordered more often', () => {
    const read = (orders: number) => readOrders(longHistory({ orders, from, until }), 'Europe/Berlin', {});
    expect(growth(read, 1_000)).toBeLessThan(8);
  });

  it('is learnt in as much more time where each order brings products of its own', () => {
    const learn = (orders: number) =>
      learnFrom(longHistory({ orders, needs: 3 * orders, from, until }), noPools, today);
    expect(growth(learn, 250)).toBeLessThan(8);
  });

  it('is looked back upon in as much more time', () => {
    const then = until - 30 * DAY_MS;
    expect(growth((orders) => historyUntil(longHistory({ orders, from, until }), then), 1_500)).toBeLessThan(
      8,
    );
  });
});

describe('what a history was at an instant of the past', () => {
  it('has an order as not shipped before its first parcel left, and as it is where none ever did', () => {
    const rows = longHistory({ orders: 4, from: until - 4 * DAY_MS, until });
    const [, , , last] = rows.orders;
    if (!last) throw new Error('no order');
    const without = { ...rows, parcels: rows.parcels.filter(({ order }) => order !== rows.orders[0]?.gid) };
    expect(historyUntil(without, last.at).orders.map(({ fulfillmentStatus }) => fulfillmentStatus)).toEqual([
      'FULFILLED',
      'FULFILLED',
      'FULFILLED',
      'unfulfilled',
    ]);
  });

  it('has a variant as not to be bought only while it was out of stock', () => {
    const rows = longHistory({ orders: 10, from, until });
    const [one, other] = rows.variants;
    if (!one || !other) throw new Error('no variants');
    const at = until - 10 * DAY_MS;
    const out = (variant: string, back: number | null) => ({ variant, from: at - DAY_MS, until: back });
    const then = historyUntil({ ...rows, stockOuts: [out(one.gid, at + DAY_MS), out(other.gid, at)] }, at);
    expect(then.variants.slice(0, 2)).toEqual([
      { gid: one.gid, available: false },
      { gid: other.gid, available: true },
    ]);
  });
});
