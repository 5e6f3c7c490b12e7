import { gapClass } from '~/insight/model/pools';
import { hashKey } from '~/insight/model/purchase-log';
import { knotsCdf, quantileKnots } from '~/insight/model/stats/quantile-knots';
import { fitRenewal, renewalSurvival } from '~/insight/model/stats/renewal-with-dropout';
import type { Row } from './history';

/** A published way to answer: fitted to the rows up to an origin, it gives P(next purchase later than `days`). */
export interface Peer {
  readonly name: string;
  fit(rows: readonly Row[], origin: number): (row: Row, days: number) => number;
}

const BTYD_ROWS = 5000;

export const peers: readonly Peer[] = [
  pointPeer('global median', (row, pool) => pool.median(null) ?? row.quantity),
  pointPeer('product median', (row, pool) => pool.median(row.product) ?? 30),
  pointPeer('pair median', (row, pool) =>
    row.gaps.length > 0 ? middle([...row.gaps]) : (pool.median(row.product) ?? 30),
  ),
  pointPeer('exponential smoothing', (row, pool) =>
    row.gaps.length > 0
      ? row.gaps.reduce((level, gap) => 0.7 * level + 0.3 * gap)
      : (pool.median(row.product) ?? 30),
  ),
  btydPeer('BG/NBD', { k: 1, dropsAtFirst: false }),
  btydPeer('MBG/CNBD-k', { dropsAtFirst: true }),
];

interface GapPool {
  /** of one product with at least five finished gaps, else of all; null: of all */
  median(product: string | null): number | null;
}

/** A point forecast with the best calibrated shape that it can have: Kaplan–Meier of gap / forecast. */
function pointPeer(name: string, point: (row: Row, pool: GapPool) => number): Peer {
  return {
    name,
    fit(rows, origin) {
      const pool = gapPool(rows, origin);
      const ratio = new Float64Array(rows.length);
      const observed = new Uint8Array(rows.length);
      const members: number[][] = [[], [], [], [], []];
      rows.forEach((row, i) => {
        const open = origin + 1 - row.day;
        observed[i] = row.next < open ? 1 : 0;
        ratio[i] = Math.min(row.next, open) / Math.max(point(row, pool), 1);
        members[gapClass(row.gaps.length)]?.push(i);
      });
      const ones = new Float64Array(rows.length).fill(1);
      const everything = quantileKnots(ratio, observed, ones, members.flat());
      const byClass = members.map((own) => {
        const finished = own.reduce((sum, i) => sum + (observed[i] as number), 0);
        return finished >= 50 ? quantileKnots(ratio, observed, ones, own) : everything;
      });
      return (row, days) =>
        1 - knotsCdf(byClass[gapClass(row.gaps.length)] ?? everything, days / Math.max(point(row, pool), 1));
    },
  };
}

function btydPeer(name: string, options: { k?: number; dropsAtFirst: boolean }): Peer {
  return {
    name,
    fit(rows, origin) {
      const limit = (BTYD_ROWS / Math.max(rows.length, 1)) * 2 ** 32;
      const sample = rows.filter((row) => hashKey(`${row.buyer}|${row.product}`) < limit);
      const fitted = fitRenewal(
        sample.map((row) => {
          const open = origin + 1 - row.day;
          return { ...known(row), days: Math.min(row.next, open), observed: row.next < open };
        }),
        { ...options, ridge: 0, tolerance: 1e-9 },
      );
      return (row, days) => renewalSurvival(fitted, known(row), days, options.dropsAtFirst);
    },
  };
}

function known(row: Row): { gaps: number; sumGap: number } {
  return { gaps: row.gaps.length, sumGap: row.gaps.reduce((sum, gap) => sum + gap, 0) };
}

function gapPool(rows: readonly Row[], origin: number): GapPool {
  const byProduct = new Map<string, number[]>();
  const every: number[] = [];
  for (const row of rows) {
    if (row.next >= origin + 1 - row.day) continue;
    every.push(row.next);
    const own = byProduct.get(row.product);
    if (own) own.push(row.next);
    else byProduct.set(row.product, [row.next]);
  }
  const overall = every.length > 0 ? middle(every) : null;
  const medians = new Map(
    [...byProduct].filter(([, gaps]) => gaps.length >= 5).map(([p, gaps]) => [p, middle(gaps)]),
  );
  return { median: (product) => (product === null ? overall : (medians.get(product) ?? overall)) };
}

function middle(values: number[]): number {
  values.sort((a, b) => a - b);
  const k = values.length >> 1;
  return values.length % 2
    ? (values[k] as number)
    : 0.5 * ((values[k - 1] as number) + (values[k] as number));
}
