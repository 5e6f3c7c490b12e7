import { expertCell } from '~/insight/model/expert-cells';
import { PAIR } from '~/insight/model/pair-state';
import type { SilencePool } from '~/insight/model/pools';
import { type CurveShape, endedShare, rawCdf } from '~/insight/model/reorder-curve';
import { renewalSurvival } from '~/insight/model/stats/renewal-with-dropout';
import { at } from '~/insight/model/stats/slab';
import { gridSurvival } from '~/insight/model/stats/survival-grid';

/** Who is asked about a silence: the curve, its smooth part, renewal with dropout, silence against the usual gap. */
export const LAPSE_EXPERTS = 4;

/** A silence and how much longer it may last. `pair` is the place of the order-level series in `pairs`. */
export interface SilenceQuestion {
  readonly shape: CurveShape;
  readonly pairs: Float64Array;
  readonly pair: number;
  readonly elapsed: number;
  readonly window: number;
}

/** Gaps are divided by the customer's own level, or by a month where they have none. */
export function usualGapDays(pairs: Float64Array, pair: number): number {
  return at(pairs, pair + PAIR.gaps) > 0 ? Math.max(at(pairs, pair + PAIR.levelDays), 1) : 30;
}

/**
 * Each expert's P(order within the window | silent so far); one place after all opinions (theirs and the look-alikes',
 * which `order-within` adds), each one's P(such a silence at all).
 *
 * They err in different ways. The curve is right from the last purchase on but thin in its tail; its smooth part
 * knows no ceiling; the renewal process never quite believes a customer's own mean; the silence against the usual
 * gap sees what became of others who were as late, measured by their own clock.
 */
export function askExperts(question: SilenceQuestion, pool: SilencePool, out: Float64Array): void {
  const { shape, pairs, pair, elapsed, window } = question;
  const until = elapsed + window;
  const gaps = at(pairs, pair + PAIR.gaps);
  const shares = pool.shares[expertCell(pairs, pair)];
  const usual = usualGapDays(pairs, pair);
  const history = { gaps, sumGap: at(pairs, pair + PAIR.sumGap) };
  const survival = (expert: number, days: number): number => {
    if (expert === 0) return 1 - endedShare(shape, days);
    if (expert === 1) return 1 - rawCdf(shape, days);
    if (expert === 2) return renewalSurvival(pool.renewal, history, days + 0.5);
    return shares ? gridSurvival(shares, (days + 0.5) / usual) : 1;
  };
  for (let e = 0; e < LAPSE_EXPERTS; e++) {
    const open = Math.max(survival(e, elapsed), 1e-12);
    out[e] = Math.min(Math.max(1 - survival(e, until) / open, 0), 1);
    out[LAPSE_EXPERTS + 1 + e] = open;
  }
}
