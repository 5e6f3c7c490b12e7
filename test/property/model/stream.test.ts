import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createStreamEngine } from '~/insight/model/engine';

const purchase = fc.record({
  customer: fc.integer({ min: 0, max: 5 }).map((n) => `c${n}`),
  need: fc.integer({ min: 0, max: 3 }).map((n) => `n${n}`),
  day: fc.integer({ min: 18_000, max: 18_300 }),
  quantity: fc.double({ min: 0.01, max: 50, noNaN: true }),
});
const history = fc.array(purchase, { minLength: 1, maxLength: 60 });

it('an answer of the stream is the same whether later purchases of others are known or cut off', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 18_000, max: 18_300 }), (events, day) => {
      const first = [...events].sort((a, b) => a.day - b.day)[0];
      fc.pre(first !== undefined && first.day <= day);
      const answers = (known: typeof events) => {
        const engine = createStreamEngine();
        for (const p of known) engine.buy(p.customer, p.need, p.day, p.quantity);
        const question = { customer: first?.customer ?? '', need: first?.need ?? '', day };
        const curve = new Float64Array(60);
        engine.curve(question, curve);
        return [...curve, ...engine.within(question, [30, 90])];
      };
      const own = (p: (typeof events)[number]) => p.customer === first?.customer;
      const inOrder = [...events].sort((a, b) => a.day - b.day);
      const whole = answers(inOrder.filter((p) => p.day <= day || !own(p)));
      expect(whole).toEqual(answers(inOrder.filter((p) => p.day <= day)));
    }),
    { numRuns: 60 },
  );
});

it('the order in which old purchases arrive does not matter', () => {
  fc.assert(
    fc.property(history, fc.nat(1000), (events, seed) => {
      // one line a customer, need and day, as the projection of orders stores them
      const once = [...new Map(events.map((p) => [`${p.customer} ${p.need} ${p.day}`, p])).values()];
      const inOrder = [...once].sort((a, b) => a.day - b.day);
      const mixed = once
        .map((p, k) => ({ p, at: Math.imul(k + 1, 2654435761 ^ seed) >>> 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ p }) => p);
      const first = inOrder[0];
      fc.pre(first !== undefined);
      const answer = (given: typeof once) => {
        const engine = createStreamEngine();
        for (const p of given) engine.buy(p.customer, p.need, p.day, p.quantity);
        const curve = new Float64Array(60);
        engine.curve({ customer: first?.customer ?? '', need: first?.need ?? '', day: 18_400 }, curve);
        return Array.from(curve);
      };
      const [a, b] = [answer(inOrder), answer(mixed)];
      for (const [z, p] of a.entries()) expect(b[z]).toBeCloseTo(p, 9);
    }),
    { numRuns: 30 },
  );
});

it('an order within more days is never less likely, whatever the windows and their order', () => {
  const windows = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(history, windows, fc.nat(900), (events, horizons, silence) => {
      const engine = createStreamEngine();
      const inOrder = [...events].sort((a, b) => a.day - b.day);
      for (const p of inOrder) engine.buy(p.customer, p.need, p.day, p.quantity);
      const last = inOrder.at(-1);
      fc.pre(last !== undefined);
      const question = {
        customer: last?.customer ?? '',
        need: last?.need ?? '',
        day: (last?.day ?? 0) + silence,
      };
      const found = engine.within(question, horizons);
      const byWindow = horizons
        .map((days, k) => ({ days, p: found[k] ?? Number.NaN }))
        .sort((a, b) => a.days - b.days);
      for (const [k, { p }] of byWindow.entries()) {
        expect(p > 0 && p < 1).toBe(true);
        expect(p).toBeGreaterThanOrEqual(byWindow[k - 1]?.p ?? 0);
      }
    }),
    { numRuns: 60 },
  );
});
