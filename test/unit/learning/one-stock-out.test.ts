import { expect, it } from 'vitest';
import { DAY_MS } from '~/base/lib/days';
import { foldSwept, type SweepRow } from '~/insight/learning/history/fold-swept';
import { nothingBeside, type StockOutRow, waitsOf } from '~/insight/learning/history/run-outs';
import { createPoolBuilder, type ShopPool } from '~/insight/model/reorder';

/** A Friday. */
const START = 19_006;
const TODAY = START + 400;
const CUSTOMERS = 80;
const [TEA, MILK] = [1n, 2n];

/** All come every fourth Friday and buy both, but for the visit during the stock-out, which they put off by two weeks. */
function visitsOf(customer: number, waited: boolean): number[] {
  const visits: number[] = [];
  let day = START + 7 * (customer % 4);
  for (; day < TODAY; day += 28) visits.push(waited && visits.length === 6 ? day + 14 : day);
  return visits;
}

interface Extra {
  /** Times in which tea was gone. */
  readonly stockOuts?: readonly StockOutRow[];
  /** Each buys a gift card a fortnight after each visit. */
  readonly gifts?: boolean;
  readonly waited?: boolean;
}

function foldedShop({ stockOuts = [], gifts = false, waited = false }: Extra) {
  const dayOf = (ms: number) => Math.floor(ms / DAY_MS);
  const context = {
    shopZone: 'UTC',
    suppliesOf: (variant: string | null) =>
      variant === null ? null : { need: Number(variant === 'tea' ? TEA : MILK), units: 1 },
    waitsIn: () => waitsOf(stockOuts, dayOf),
    substituteOf: nothingBeside.substituteOf,
    refunded: new Map(),
    returned: new Map(),
  };
  const builder = createPoolBuilder({ today: TODAY, priors: new Map() });
  for (let customer = 0; customer < CUSTOMERS; customer++) {
    const key = `c${customer}`;
    const visits = visitsOf(customer, waited).flatMap((day) => [
      { day, variants: ['tea', 'milk'] },
      ...(gifts ? [{ day: day + 14, variants: [null] }] : []),
    ]);
    const lines = visits.flatMap(({ day, variants }, order) =>
      variants.map(
        (variant): SweepRow => ({
          customer: BigInt(customer),
          key,
          zone: null,
          order: BigInt(order),
          at: day * DAY_MS,
          purpose: 'purchase',
          forSomeoneElse: false,
          line: `${key} ${order} ${variant}`,
          variant,
          quantity: 1,
          currentQuantity: 1,
          isGiftCard: variant === null,
          onSubscription: false,
        }),
      ),
    );
    const swept = { customerId: BigInt(customer), key, zone: null, lines, words: [] };
    const folded = foldSwept(swept, context, TODAY - 1);
    builder.addCustomer(folded.orderDays, key);
    for (const { needId, purchases } of folded.needs) builder.addPair(String(needId), purchases, key);
  }
  return builder.build();
}

const orderGap = (shop: ShopPool) => Math.exp(shop.needs.meanLogOrderGap);
const FRIDAY = 4;

it('a stock-out of one product changes nothing of the days on which the whole shop orders', () => {
  const gone = { variant: 'tea', from: (START + 160) * DAY_MS, until: (START + 175) * DAY_MS };
  const quiet = foldedShop({}).shop;
  const { shop } = foldedShop({ stockOuts: [gone] });
  expect(orderGap(shop)).toBeCloseTo(orderGap(quiet), 9);
  expect(shop.needs.weekday).toEqual(quiet.needs.weekday);
  expect(shop.needs.weekday[FRIDAY]).toBeGreaterThan(0.98);
  expect(shop.needs.weekdaySorts).toEqual(quiet.needs.weekdaySorts);
});

it('teaches, all the same, how long the supply lasted', () => {
  const waited = foldedShop({ waited: true });
  const gone = { variant: 'tea', from: (START + 168) * DAY_MS, until: (START + 182) * DAY_MS };
  const known = foldedShop({ waited: true, stockOuts: [gone] });
  const pace = (of: ReturnType<typeof foldedShop>, need: bigint) => of.needs.get(String(need))?.sumLogGap;
  expect(pace(known, TEA)).not.toBe(pace(waited, TEA));
  expect(pace(known, MILK)).toBe(pace(waited, MILK));
});

it('what customers order without a need counts for how often they come, as forecasts hear it', () => {
  expect(orderGap(foldedShop({}).shop)).toBeCloseTo(28, 0);
  expect(orderGap(foldedShop({ gifts: true }).shop)).toBeCloseTo(14, 0);
});
