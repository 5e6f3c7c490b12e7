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

function curveAfter(
  purchases: readonly { customer: string; need: string; day: number; quantity: number }[],
  day: number,
) {
  const engine = createStreamEngine();
  for (const p of purchases) engine.buy(p.customer, p.need, p.day, p.quantity);
  const asked = purchases.filter((p) => p.day <= day)[0];
  if (!asked) return null;
  const curve = new Float64Array(60);
  engine.curve({ customer: asked.customer, need: asked.need, day }, curve);
  return Array.from(curve);
}

it('an answer of the stream is the same when every later event is cut off', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 18_000, max: 18_300 }), (events, day) => {
      const inOrder = [...events].sort((a, b) => a.day - b.day);
      const known = inOrder.filter((p) => p.day <= day);
      const first = known[0];
      fc.pre(first !== undefined);
      const engine = createStreamEngine();
      for (const p of known) engine.buy(p.customer, p.need, p.day, p.quantity);
      const question = { customer: first?.customer ?? '', need: first?.need ?? '', day };
      const here = new Float64Array(60);
      engine.curve(question, here);
      for (const p of inOrder.filter((p) => p.day > day)) engine.buy(p.customer, p.need, p.day, p.quantity);
      expect(Array.from(here)).toEqual(curveAfter(known, day));
    }),
    { numRuns: 30 },
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
