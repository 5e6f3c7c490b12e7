import { CELLS, cellClass, expertCell } from '~/insight/model/expert-cells';
import { usualGapDays } from '~/insight/model/lapse-experts';
import { advancePair, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import type { SilencePool } from '~/insight/model/pools';
import { mixHash, type SortedRows } from '~/insight/model/purchase-log';
import { fitRenewal, type RenewalRow, usualRenewal } from '~/insight/model/stats/renewal-with-dropout';
import { at } from '~/insight/model/stats/slab';
import { survivalGrid } from '~/insight/model/stats/survival-grid';

/** Rows that the renewal process is fitted to, at most: whole customers by hash. Five numbers need no more. */
const RENEWAL_ROWS = 3000;
/** Ended silences that a class needs for a curve of its own, and that the shop needs for one at all. */
const CLASS_ENDS = 30;
const HALF_LIFE_DAYS = 150;

/** Reads all silences of the order-level rows dated before `today`: those that ended and those still open. */
export function poolSilences(rows: SortedRows, customerHash: readonly number[], today: number): SilencePool {
  const ratios = new Float64Array(rows.count);
  const observed = new Uint8Array(rows.count);
  const weights = new Float64Array(rows.count);
  const cells: number[][] = Array.from({ length: CELLS }, () => []);
  const renewal: RenewalRow[] = [];
  const keep = Math.min(1, RENEWAL_ROWS / Math.max(rows.count, 1)) * 2 ** 32;
  const pair = new Float64Array(PAIR_WIDTH);
  for (let k = 0; k < rows.count; k++) {
    const customer = rows.customer[k] as number;
    if (k === 0 || rows.customer[k - 1] !== customer) pair.fill(0);
    const day = rows.day[k] as number;
    advancePair(pair, 0, day, 1);
    const ended = k + 1 < rows.count && rows.customer[k + 1] === customer;
    const days = ended ? (rows.day[k + 1] as number) - day : today - day - 0.5;
    if (days <= 0) continue;
    const gaps = at(pair, PAIR.gaps);
    ratios[k] = days / usualGapDays(pair, 0);
    observed[k] = ended ? 1 : 0;
    weights[k] = 0.5 ** ((today - day) / HALF_LIFE_DAYS);
    cells[expertCell(pair, 0)]?.push(k);
    if (mixHash((customerHash[customer] as number) + 5) <= keep) {
      renewal.push({ gaps, sumGap: at(pair, PAIR.sumGap), days, observed: ended });
    }
  }
  const ends = (members: readonly number[]) => members.reduce((sum, k) => sum + (observed[k] as number), 0);
  const everybody = cells.flat();
  const whole = ends(everybody) < CLASS_ENDS ? null : survivalGrid(ratios, observed, weights, everybody);
  return {
    renewal: whole === null ? usualRenewal : fitRenewal(renewal),
    shares:
      whole === null
        ? []
        : cells.map((members, cell) => {
            const alike = cells.filter((_, other) => cellClass(other) === cellClass(cell)).flat();
            const group = ends(members) >= CLASS_ENDS ? members : alike;
            return ends(group) < CLASS_ENDS ? whole : survivalGrid(ratios, observed, weights, [...group]);
          }),
  };
}
