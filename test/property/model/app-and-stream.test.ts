import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createStreamEngine } from '~/insight/model/engine';
import {
  createPoolBuilder,
  customerHabits,
  forecastReorder,
  type PurchaseDay,
} from '~/insight/model/reorder';

/** The pools of both are swept on this day; it is a day of the stream's own sweeps. */
const SWEEP = 14 * 1_300;
const H = 120;
const step = fc.record({ gap: fc.integer({ min: 1, max: 60 }), quantity: fc.integer({ min: 1, max: 6 }) });
const customers = fc.array(
  fc.array(fc.array(step, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 4 }),
  {
    minLength: 12,
    maxLength: 40,
  },
);

interface Bought extends PurchaseDay {
  readonly customer: string;
  readonly need: string;
}

/** Of one customer, since the sweep: of needs that the pools know, and of two that nobody had bought before. */
const since = fc.uniqueArray(
  fc.record({
    customer: fc.constant('c0'),
    need: fc.constantFrom('n0', 'n1', 'new', 'newer'),
    day: fc.integer({ min: SWEEP, max: SWEEP + 13 }),
    quantity: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 1, maxLength: 12, selector: ({ need, day }) => `${need} ${day}` },
);

function boughtBefore(
  shop: readonly (readonly (readonly { gap: number; quantity: number }[])[])[],
): Bought[] {
  const bought = shop.flatMap((needs, c) =>
    needs.flatMap((steps, n) => {
      let day = SWEEP - 400 + 7 * c;
      return steps.map(({ gap, quantity }) => {
        day += gap;
        return { customer: `c${c}`, need: `n${n}`, day, quantity };
      });
    }),
  );
  return bought.filter(({ day }) => day < SWEEP).sort((a, b) => a.day - b.day);
}

function byKey(bought: readonly Bought[], key: 'customer' | 'need'): Map<string, Bought[]> {
  const groups = new Map<string, Bought[]>();
  for (const one of bought) groups.set(one[key], [...(groups.get(one[key]) ?? []), one]);
  return groups;
}

const daysOf = (rows: readonly PurchaseDay[]) =>
  [...new Set(rows.map(({ day }) => day))].sort((a, b) => a - b);

/** Of all needs that the customer has bought, as the app would answer at the end of the fortnight. */
function byTheApp(bought: readonly Bought[]): Map<string, Float64Array> {
  const builder = createPoolBuilder({ today: SWEEP, priors: new Map() });
  for (const [customer, own] of byKey(bought, 'customer')) {
    for (const [need, rows] of byKey(own, 'need')) builder.addPair(need, rows, customer);
    builder.addCustomer(daysOf(own), customer);
  }
  const { shop, needs } = builder.build();
  const mine = bought.filter(({ customer }) => customer === 'c0');
  const histories = [...byKey(mine, 'need')].map(([id, purchases]) => ({
    id,
    purchases: purchases.toSorted((a, b) => a.day - b.day),
    need: needs.get(id) ?? null,
    prior: null,
  }));
  const habits = customerHabits(histories, shop);
  return new Map(
    histories.map(({ id, purchases, need, prior }) => {
      const rhythm = { orderDays: daysOf(mine), ...habits.on(purchases.at(-1)?.day ?? 0) };
      return [id, forecastReorder({ purchases, rhythm, need, shop, prior }).cdf];
    }),
  );
}

/** The same by the stream, to which the rows since the sweep come in that order. */
function byTheStream(before: readonly Bought[], later: readonly Bought[]): Map<string, Float64Array> {
  const engine = createStreamEngine();
  const curveOf = (need: string, day: number) => {
    const curve = new Float64Array(H);
    engine.curve({ customer: 'c0', need, day }, curve);
    return curve;
  };
  const buy = ({ customer, need, day, quantity }: Bought) => engine.buy(customer, need, day, quantity);
  for (const one of before) buy(one);
  const own = before.find(({ customer }) => customer === 'c0');
  // Asked already, so that the pools are those of the sweep and the rest moves the states alone.
  if (own) curveOf(own.need, SWEEP);
  for (const one of later) buy(one);
  const bought = [...before, ...later].filter(({ customer }) => customer === 'c0');
  return new Map(
    [...new Set(bought.map(({ need }) => need))].map((need) => [need, curveOf(need, SWEEP + 13)]),
  );
}

function expectAlike(one: ReadonlyMap<string, Float64Array>, other: ReadonlyMap<string, Float64Array>): void {
  expect([...one.keys()].sort()).toEqual([...other.keys()].sort());
  for (const [need, curve] of one)
    for (const [z, p] of curve.entries()) expect(other.get(need)?.[z]).toBeCloseTo(p, 9);
}

it('the app, which learns from rows, and the stream, purchase by purchase, give one curve for each need, new ones too, at the end of its purchase and later', () => {
  fc.assert(
    fc.property(customers, since, (shop, later) => {
      const before = boughtBefore(shop);
      const inOrder = later.toSorted((a, b) => a.day - b.day);
      expectAlike(byTheStream(before, inOrder), byTheApp([...before, ...later]));
    }),
    { numRuns: 20 },
  );
});

it('purchases that come late, since the last sweep, leave each curve as if they had come in order', () => {
  fc.assert(
    fc.property(customers, since, (shop, later) => {
      const before = boughtBefore(shop);
      const inOrder = later.toSorted((a, b) => a.day - b.day);
      expectAlike(byTheStream(before, later), byTheStream(before, inOrder));
    }),
    { numRuns: 20 },
  );
});

it('what a customer buys later, of something else, leaves the curve of a need as it was', () => {
  fc.assert(
    fc.property(customers, since, (shop, later) => {
      const before = boughtBefore(shop);
      const all = later.toSorted((a, b) => a.day - b.day);
      const first = all.filter(({ day }) => day === all[0]?.day);
      const [now, then] = [byTheStream(before, all), byTheStream(before, first)];
      const again = new Set<string>(all.slice(first.length).map(({ need }) => need));
      expectAlike(
        new Map([...then].filter(([need]) => !again.has(need))),
        new Map([...now].filter(([need]) => !again.has(need))),
      );
    }),
    { numRuns: 20 },
  );
});
