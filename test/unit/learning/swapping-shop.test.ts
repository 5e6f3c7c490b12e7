import { expect, it } from 'vitest';
import { purchaseHistoryOf } from '~/insight/learning/history/purchase-history-of';
import { nothingBeside, type RunOutFacts } from '~/insight/learning/history/run-outs';
import { createPoolBuilder } from '~/insight/model/reorder';
import { normalNumbers, randomNumbers } from '../../bench/model/score';
import { foldedOrder } from '../../factories/folded-order';

const START = 19_000;
const TODAY = START + 500;
const [BEANS, DECAF] = [1n, 2n];
const lasts = new Map([
  [BEANS, 32],
  [DECAF, 24],
]);

/** Each buys again when it is used up; half of them now and then the other, of which each pack is used up before the next. */
function simulatedOrders() {
  const random = randomNumbers(11);
  const normal = normalNumbers(random);
  return Array.from({ length: 160 }, (_, customer) => {
    const swaps = customer % 2 === 0;
    const orders: { day: number; need: bigint }[] = [];
    for (let day = START + Math.floor(60 * random()); day < TODAY; ) {
      const need = swaps && orders.length > 0 && random() < 0.45 ? DECAF : BEANS;
      orders.push({ day, need });
      day += Math.max(1, Math.round((lasts.get(need) ?? 0) * Math.exp(0.2 * normal())));
    }
    return orders;
  });
}

function daysLearnt(facts: RunOutFacts) {
  const builder = createPoolBuilder({ today: TODAY, priors: new Map() });
  for (const [customer, bought] of simulatedOrders().entries()) {
    const { needs, orderDays } = purchaseHistoryOf(bought.map(foldedOrder), facts);
    builder.addCustomer(orderDays, `c${customer}`);
    for (const { needId, purchases } of needs.values())
      builder.addPair(String(needId), purchases, `c${customer}`);
  }
  const pools = builder.build().needs;
  return [BEANS, DECAF].map((need) => pools.get(String(need))?.medianDays ?? 0);
}

it('customers who swap to the substitute now and then leave the days of both as they are, within 10 %', () => {
  const off = (learnt: readonly number[]) => learnt.map((days, k) => days / ([...lasts.values()][k] ?? 1));
  const [beans = 0, decaf = 0] = off(
    daysLearnt({ ...nothingBeside, substituteOf: new Map([[BEANS, DECAF]]) }),
  );
  expect(Math.abs(beans - 1)).toBeLessThan(0.1);
  expect(Math.abs(decaf - 1)).toBeLessThan(0.1);
  // As they were bought they look slower than that.
  const [slowBeans = 0, slowDecaf = 0] = off(daysLearnt(nothingBeside));
  expect(slowBeans).toBeGreaterThan(1.1);
  expect(slowDecaf).toBeGreaterThan(1.5);
});
