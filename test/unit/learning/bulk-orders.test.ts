import { describe, expect, it } from 'vitest';
import { purchaseHistoryOf } from '~/insight/learning/history/purchase-history-of';
import {
  createPoolBuilder,
  forecastReorder,
  type PurchaseDay,
  reorderQuantileDays,
} from '~/insight/model/reorder';
import { normalNumbers, randomNumbers } from '../../bench/model/score';

const NEED = 1n;
const START = 19_000;
const TODAY = START + 600;
const MEDIAN = 30;

/** What learning makes of purchases of one need, each as an order of its own. */
function learnt(purchases: readonly PurchaseDay[]): PurchaseDay[] {
  const orders = purchases.map(({ day, quantity }) => ({
    day,
    purpose: 'purchase',
    stands: true,
    forSomeoneElse: false,
    lines: [
      {
        needId: NEED,
        keptQuantity: quantity,
        units: 1,
        variant: null,
        isGiftCard: false,
        onSubscription: false,
      },
    ],
  }));
  return purchaseHistoryOf(orders).needs.get(NEED)?.purchases ?? [];
}

/**
 * A shop in which one order in twenty is for ten times as much as usual, and the next comes later by the true effect
 * of quantity (0: those were parties; 1: those were stocks).
 */
function shopOf(theta: number) {
  const random = randomNumbers(3);
  const normal = normalNumbers(random);
  const builder = createPoolBuilder({ today: TODAY, priors: new Map() });
  for (let c = 0; c < 300; c++) {
    const purchases: PurchaseDay[] = [];
    for (let day = START + Math.floor(random() * 60); day < TODAY; ) {
      const quantity = random() < 0.05 ? 10 : 1;
      purchases.push({ day, quantity });
      day += Math.max(1, Math.round(MEDIAN * quantity ** theta * Math.exp(0.4 * normal())));
    }
    builder.addPair('soap', learnt(purchases), `c${c}`);
    builder.addCustomer(
      purchases.map(({ day }) => day),
      `c${c}`,
    );
  }
  const { shop, needs } = builder.build();
  const need = needs.get('soap') ?? null;
  const medianAfter = (gaps: readonly number[], quantities: readonly number[]) => {
    const purchases = learnt(
      quantities.map((quantity, k) => ({
        day: TODAY - gaps.slice(k).reduce((sum, gap) => sum + gap, 0),
        quantity,
      })),
    );
    const rhythm = { orderDays: purchases.map(({ day }) => day) };
    return reorderQuantileDays(forecastReorder({ purchases, rhythm, need, shop, prior: null }), 0.5);
  };
  return { theta: need?.theta ?? Number.NaN, medianAfter };
}

describe('a shop whose bulk orders are for parties', () => {
  const { theta, medianAfter } = shopOf(0);

  it('learns that quantity does not matter, and expects a bulk buyer back as soon as ever', () => {
    expect(theta).toBeCloseTo(0, 1);
    const [usual, bulk] = [1, 10].map((last) => medianAfter([30, 30, 30, 30], [1, 1, 1, 1, last]));
    expect((bulk ?? 0) / (usual ?? 0)).toBeGreaterThan(0.85);
    expect((bulk ?? 0) / (usual ?? 0)).toBeLessThan(1.15);
  });
});

describe('a shop whose bulk orders are stocks', () => {
  const { theta, medianAfter } = shopOf(1);

  it('learns that they last, and expects a bulk buyer back much later', () => {
    expect(Math.abs(theta - 1)).toBeLessThan(0.1);
    const [usual, bulk] = [1, 10].map((last) => medianAfter([30, 30, 30, 30], [1, 1, 1, 1, last]));
    expect((bulk ?? 0) / (usual ?? 0)).toBeGreaterThan(5);
  });

  it('leaves a customer’s rhythm alone after one that was none, and after one that was', () => {
    const usual = medianAfter([30, 30, 30, 30, 30], [1, 1, 1, 1, 1, 1]);
    const party = medianAfter([30, 30, 30, 30, 30], [1, 1, 1, 10, 1, 1]);
    const stock = medianAfter([30, 30, 30, 300, 30], [1, 1, 1, 10, 1, 1]);
    for (const other of [party, stock]) expect(Math.abs(Math.log(other / usual))).toBeLessThan(0.1);
  });
});
