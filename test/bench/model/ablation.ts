/**
 * What does each idea of the model give? The forecasts on the shipped UCI history, each time without one of them.
 *
 *   npx tsx test/bench/model/ablation.ts [--queries 4000] [--origins 4]
 *
 * Pools are built at a few origins of the period that bench.ts asks about, so that a forecast stands on pools that are
 * up to a month old; the whole model is asked in the same way. An idea is taken away from the finished pools or from
 * what is told of the customer; the rest is not fitted anew, so what two ideas share is lost with either.
 */
import { parseArgs } from 'node:util';
import type { Head } from '~/insight/model/pools';
import { hashKey } from '~/insight/model/purchase-log';
import {
  createPoolBuilder,
  customerHabits,
  forecastReorder,
  type PurchaseDay,
} from '~/insight/model/reorder';
import { type Row, readHistory } from './history';
import { bootstrapDifference, type Scores, score } from './score';

type Input = Parameters<typeof forecastReorder>[0];

const HORIZON = 90;
const { values: options } = parseArgs({
  options: { queries: { type: 'string', default: '4000' }, origins: { type: 'string', default: '4' } },
});

const withHead =
  (change: (head: Head) => Partial<Head>) =>
  (input: Input): Input => ({
    ...input,
    shop: { ...input.shop, needs: { ...input.shop.needs, ...change(input.shop.needs) } },
  });
const even = Array.from({ length: 7 }, () => 1 / 7);

const without: readonly { readonly idea: string; readonly take: (input: Input) => Input }[] = [
  { idea: 'nothing (the whole model)', take: (input) => input },
  {
    idea: 'the simple experts (last gaps, smoothed gap, days as such)',
    take: withHead((head) => ({ experts: head.experts.map(() => []) })),
  },
  {
    idea: 'the renewal process',
    take: withHead((head) => ({ renewal: null, renewalWeights: head.renewalWeights.map(() => 0) })),
  },
  {
    idea: 'recalibration of the curve',
    take: withHead((head) => ({ recalibration: head.recalibration.map(() => null) })),
  },
  {
    idea: 'weekdays (the shop’s even, the customer’s own counted against 40)',
    take: withHead(() => ({ weekday: even, weekdaySorts: [1e-9, 1e-9, 1] })),
  },
  {
    idea: 'the quantity',
    take: (input) => ({
      ...input,
      purchases: input.purchases.map(({ day }) => ({
        day,
        quantity: Math.exp(input.need?.meanLogQuantity ?? 0),
      })),
    }),
  },
  {
    idea: 'the customer’s other products (pace, basket, order days)',
    take: (input) => ({ ...input, rhythm: { orderDays: input.purchases.map(({ day }) => day) } }),
  },
  {
    idea: 'the season (of products that show one)',
    take: (input) => ({ ...input, need: input.need && { ...input.need, season: [] } }),
  },
  { idea: 'other buyers of the product', take: (input) => ({ ...input, need: null }) },
  {
    idea: 'the customer’s own earlier purchases of it',
    take: (input) => ({ ...input, purchases: input.purchases.slice(-1) }),
  },
];

const rows = readHistory(new URL('../../fixtures/model/uci-online-retail.txt.gz', import.meta.url));
const { asked, inputs } = questions(rows, Number(options.queries), Number(options.origins));
for (const kind of ['warm', 'cold'] as const) report(kind);

/** The purchases that are asked about, each with what the model is told of it. */
function questions(all: readonly Row[], most: number, origins: number): { asked: Row[]; inputs: Input[] } {
  const first = all[0]?.day ?? 0;
  const last = all.at(-1)?.day ?? 0;
  const from = first + Math.floor(0.55 * (last - first));
  const until = last - HORIZON;
  const key = (row: Row) => hashKey(`${row.buyer}|${row.product}|${row.day}`);
  const chosen = new Set(
    [true, false].flatMap((isWarm) =>
      all
        .filter((row) => row.day > from && row.day <= until && row.gaps.length > 0 === isWarm)
        .sort((a, b) => key(a) - key(b))
        .slice(0, most),
    ),
  );
  const byBuyer = new Map<string, Row[]>(all.map(({ buyer }) => [buyer, []]));
  for (const row of all) byBuyer.get(row.buyer)?.push(row);
  const result = { asked: [] as Row[], inputs: [] as Input[] };
  for (let k = 0; k < origins; k++) {
    const origin = from + Math.round((k * (until - from)) / origins);
    const end = from + Math.round(((k + 1) * (until - from)) / origins);
    const { shop, needs } = poolsBefore(byBuyer, origin + 1);
    for (const row of chosen) {
      if (row.day <= origin || row.day > end) continue;
      const known = (byBuyer.get(row.buyer) ?? []).filter(({ day }) => day <= row.day);
      const histories = purchasesByNeed(known);
      const poolOf = (product: string) => needs.get(product) ?? null;
      const habits = customerHabits(
        [...histories].map(([product, purchases]) => ({ purchases, need: poolOf(product), prior: null })),
        shop,
      );
      result.asked.push(row);
      result.inputs.push({
        purchases: histories.get(row.product) ?? [],
        rhythm: { orderDays: orderDaysOf(known), ...habits.on(row.day) },
        need: poolOf(row.product),
        shop,
        prior: null,
      });
    }
  }
  return result;
}

function poolsBefore(byBuyer: ReadonlyMap<string, readonly Row[]>, today: number) {
  const builder = createPoolBuilder({ today, priors: new Map() });
  for (const [buyer, bought] of byBuyer) {
    const known = bought.filter(({ day }) => day < today);
    builder.addCustomer(orderDaysOf(known), buyer);
    for (const [product, purchases] of purchasesByNeed(known)) builder.addPair(product, purchases, buyer);
  }
  return builder.build();
}

function orderDaysOf(known: readonly Row[]): number[] {
  return [...new Set(known.map(({ day }) => day))];
}

function purchasesByNeed(known: readonly Row[]): Map<string, PurchaseDay[]> {
  const by = new Map<string, PurchaseDay[]>();
  for (const { product, day, quantity } of known) {
    const purchases = by.get(product);
    if (purchases) purchases.push({ day, quantity });
    else by.set(product, [{ day, quantity }]);
  }
  return by;
}

function report(kind: 'warm' | 'cold'): void {
  const own = asked.flatMap((row, i) => (row.gaps.length > 0 === (kind === 'warm') ? [i] : []));
  const gaps = own.map((i) => asked[i]?.next ?? Number.POSITIVE_INFINITY);
  const buyers = own.map((i) => asked[i]?.buyer ?? '');
  const scored = without.map(({ idea, take }) => {
    const curves = own.map((i) => forecastReorder(take(inputs[i] as Input)).cdf.subarray(0, HORIZON));
    return { idea, scores: score(curves, gaps, HORIZON) };
  });
  const whole = scored[0]?.scores as Scores;
  console.log(`\n### ${kind} (${own.length} queries)\n`);
  console.log('| without | wQL | worse by % | 95 % of resamples of buyers | on time % | 80 % covers |');
  console.log('|---|---:|---:|---:|---:|---:|');
  for (const { idea, scores } of scored) {
    const [by, low, high] = bootstrapDifference(scores, whole, buyers).map((d) => (100 * d).toFixed(1));
    const cells = [
      scores.wQL.toFixed(4),
      by,
      `${low} to ${high}`,
      scores.onTime.toFixed(1),
      scores.covers80.toFixed(1),
    ];
    console.log(`| ${idea} | ${cells.join(' | ')} |`);
  }
}
