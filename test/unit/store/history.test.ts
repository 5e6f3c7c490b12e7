import { beforeAll, describe, expect, it } from 'vitest';
import { isDurableTitle } from '~/intake/products/durable-title';
import { characters } from '../../store/history/characters';
import { loadHistory } from '../../store/history/load-history';
import { createClock } from '../../store/world/clock';
import { demoShop } from '../../store/world/demo-shop';
import { createWorld, type World } from '../../store/world/world';

const dayMs = 86_400_000;
// A Wednesday afternoon in summer, so that the zone is an hour ahead of UTC.
const now = Date.parse('2026-07-15T14:30:00Z');

function load(at: number): World {
  const world = createWorld({ shop: demoShop('a-shop.myshopify.com'), clock: createClock({ startAt: at }) });
  loadHistory(world);
  return world;
}

function gapsOf(world: World, character: (typeof characters)[keyof typeof characters]) {
  const orders = (world.customers.get(character.customerId)?.orderIds ?? []).flatMap(
    (id) => world.orders.get(id) ?? [],
  );
  const days = orders.map((order) => Math.round(order.createdAt / dayMs));
  return { orders, gaps: days.slice(1).map((day, at) => day - (days[at] ?? 0)) };
}

describe('the purchase history', () => {
  let world: World;
  beforeAll(() => {
    world = load(now);
  });

  it('is large enough to be honest', () => {
    expect(world.customers.size).toBeGreaterThanOrEqual(1_000);
    expect(world.lineItems.size).toBeGreaterThanOrEqual(20_000);
  });

  it('of a smaller shop has so many buyers, the same ones each time', () => {
    const small = [1, 2].map(() => {
      const one = createWorld({
        shop: demoShop('b-shop.myshopify.com'),
        clock: createClock({ startAt: now }),
      });
      loadHistory(one, { buyers: 20 });
      return [...one.orders.values()].map((order) => order.email);
    });
    expect(new Set(small[0]).size).toBeLessThanOrEqual(20);
    expect(new Set(small[0]).size).toBeGreaterThan(15);
    expect(small[1]).toEqual(small[0]);
  });

  it('ends within the six days before the store clock and never after it', () => {
    const last = Math.max(...[...world.orders.values()].map((order) => order.createdAt));
    expect(last).toBeLessThanOrEqual(world.clock.now());
    expect(world.clock.now() - last).toBeLessThan(7 * dayMs);
  });

  it('ends in the past whatever the weekday and the hour', () => {
    for (const at of [
      '2026-07-17T23:59:00Z',
      '2026-07-18T00:01:00Z',
      '2026-07-19T08:00:00Z',
      '2026-12-25T12:00:00Z',
    ]) {
      const other = load(Date.parse(at));
      const last = Math.max(...[...other.orders.values()].map((order) => order.createdAt));
      expect(last).toBeLessThanOrEqual(other.clock.now());
      expect(other.clock.now() - last).toBeLessThan(7 * dayMs);
    }
  });

  it('keeps the weekdays of the data, whose shop never sold on a Saturday', () => {
    const weekdays = new Set(
      [...world.orders.values()]
        .filter((order) => order.sourceName === 'web')
        .map((order) => new Date(order.createdAt + 3_600_000).getUTCDay()),
    );
    expect(weekdays.has(6)).toBe(false);
    expect(weekdays.size).toBe(6);
  });

  it('gives the same people and orders at every start', () => {
    const again = load(now);
    const shape = (one: World) =>
      JSON.stringify([[...one.customers.values()].slice(0, 300), [...one.orders.values()].slice(0, 300)]);
    expect(shape(again)).toBe(shape(world));
  });

  it('gives every buyer an e-mail address of their own at a domain that belongs to no one', () => {
    const addresses = [...world.customers.values()].map((customer) => customer.email ?? '');
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const address of addresses)
      expect(address).toMatch(/^[a-z]+\.[a-z]+(\.\d+)?@example\.(com|org|net)$/);
  });

  it('has consent in the proportions that shops have', () => {
    const share = (state: string) =>
      [...world.customers.values()].filter((customer) => customer.consent.state === state).length /
      world.customers.size;
    expect(share('SUBSCRIBED')).toBeCloseTo(0.55, 1);
    expect(share('NOT_SUBSCRIBED')).toBeCloseTo(0.35, 1);
    expect(share('UNSUBSCRIBED')).toBeCloseTo(0.07, 1);
    expect(share('PENDING')).toBeGreaterThan(0.01);
  });

  it('has guests, sales at the till, refunds, cancellations and parcels without an arrival', () => {
    const orders = [...world.orders.values()];
    expect(orders.some((order) => order.customerId === null && order.email !== null)).toBe(true);
    expect(orders.some((order) => order.customerId === null && order.email === null)).toBe(true);
    expect(orders.some((order) => order.refunds.length > 0 && order.cancelledAt === null)).toBe(true);
    expect(orders.some((order) => order.cancelledAt !== null)).toBe(true);
    const parcels = [...world.fulfillments.values()];
    const arrived = parcels.filter((parcel) => parcel.events.some((event) => event.status === 'DELIVERED'));
    expect(arrived.length / parcels.length).toBeGreaterThan(0.6);
    expect(arrived.length / parcels.length).toBeLessThan(0.9);
  });

  it('never reports a parcel before it left nor after the store clock', () => {
    for (const parcel of world.fulfillments.values())
      for (const event of parcel.events) {
        expect(event.happenedAt).toBeGreaterThanOrEqual(parcel.createdAt);
        expect(event.happenedAt).toBeLessThanOrEqual(world.clock.now());
      }
  });

  it('holds a metronome who buys brushes mostly every seven weeks', () => {
    const { orders } = gapsOf(world, characters.metronome);
    const bought = orders
      .flatMap((order) => order.lines)
      .filter((line) => line.sku === characters.metronome.sku);
    expect(bought.map((line) => line.quantity)).toEqual([12, 6, 6, 8, 5, 7]);
    expect(bought[0]?.title).toBe(characters.metronome.productTitle);
  });

  it('shows what is used up by those whose supplies are worth a look', () => {
    expect(isDurableTitle(characters.metronome.productTitle)).toBe(false);
    expect(isDurableTitle(characters.bulkBuyer.productTitle)).toBe(false);
    expect(isDurableTitle(characters.lapsedRegular.productTitle)).toBe(true);
  });

  it('holds a bulk buyer who buys hundreds of packs at a time', () => {
    const { orders } = gapsOf(world, characters.bulkBuyer);
    const bought = orders
      .flatMap((order) => order.lines)
      .filter((line) => line.sku === characters.bulkBuyer.sku);
    expect(bought).toHaveLength(11);
    expect(Math.min(...bought.map((line) => line.quantity))).toBeGreaterThanOrEqual(144);
  });

  it('holds a regular who has been silent for over three months', () => {
    const { orders, gaps } = gapsOf(world, characters.lapsedRegular);
    expect(gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)]).toBeLessThanOrEqual(14);
    const silence = (world.clock.now() - (orders.at(-1)?.createdAt ?? 0)) / dayMs;
    expect(silence).toBeGreaterThan(90);
    expect(silence).toBeLessThan(180);
  });
});
