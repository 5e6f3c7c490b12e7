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

it('the app, which learns from rows, and the stream, purchase by purchase, give one curve', () => {
  fc.assert(
    fc.property(customers, fc.nat(13), (shop, later) => {
      const day = SWEEP + later;
      const bought: Bought[] = shop.flatMap((needs, c) =>
        needs.flatMap((steps, n) => {
          let at = SWEEP - 400 + 7 * c;
          const days = steps.map(({ gap, quantity }) => {
            at += gap;
            return { customer: `c${c}`, need: `n${n}`, day: at, quantity };
          });
          return days.filter((one) => one.day < day);
        }),
      );
      // The question follows a purchase of that very day.
      bought.push({ customer: 'c0', need: 'n0', day, quantity: 2 });
      bought.sort((a, b) => a.day - b.day);
      const engine = createStreamEngine();
      for (const one of bought) engine.buy(one.customer, one.need, one.day, one.quantity);
      const curve = new Float64Array(H);
      engine.curve({ customer: 'c0', need: 'n0', day }, curve);

      const of = (customer: string, need?: string) =>
        bought.filter((one) => one.customer === customer && (need === undefined || one.need === need));
      const daysOf = (rows: readonly PurchaseDay[]) => [...new Set(rows.map((row) => row.day))];
      const builder = createPoolBuilder({ today: SWEEP, priors: new Map() });
      for (const [c, needs] of shop.entries()) {
        for (const n of needs.keys()) builder.addPair(`n${n}`, of(`c${c}`, `n${n}`), `c${c}`);
        builder.addCustomer(daysOf(of(`c${c}`)), `c${c}`);
      }
      const pools = builder.build();
      const mine = of('c0');
      const habits = customerHabits(
        [...new Set(mine.map(({ need }) => need))].map((need) => ({
          purchases: of('c0', need),
          need: pools.needs.get(need) ?? null,
          prior: null,
        })),
        pools.shop,
      );
      const basket = habits.basketOn(day);
      const forecast = forecastReorder({
        purchases: of('c0', 'n0'),
        rhythm: { orderDays: daysOf(mine), pace: habits.pace, ...(basket && { basket }) },
        need: pools.needs.get('n0') ?? null,
        shop: pools.shop,
        prior: null,
      });
      for (const [z, p] of curve.entries()) expect(forecast.cdf[z]).toBeCloseTo(p, 9);
    }),
    { numRuns: 12 },
  );
});
