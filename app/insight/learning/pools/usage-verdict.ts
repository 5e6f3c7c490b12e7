import type { NeedUsage } from '~/base/vocabulary/orders';
import type { UsageVerdict } from '~/insight/learning/customers/customer-insight';
import type { NeedPool } from '~/insight/model/reorder';

/** From how many customers on a share says something, and what share of them must have come back. */
const USED_UP_CUSTOMERS = 10;
const USED_UP_SHARE = 0.15;

export interface JudgedNeed {
  readonly usage: NeedUsage;
  /** 'title': read from the title, which nobody has confirmed. */
  readonly usageSource: string;
  readonly daysPerUnit: number | null;
}

/**
 * Is this need used up, so that a customer can run out of it?
 *
 * The merchant's word that it is not counts first, then days of supply that they entered, which outrank what a title
 * proposes; else the customers' own behaviour: at least ten customers, of whom at least 15 % bought it again. Signs and
 * doormats fail that, and nobody is reminded of them.
 */
export function usageVerdict(
  need: JudgedNeed,
  pool: Pick<NeedPool, 'customers' | 'buyAgainShare'> | null,
): UsageVerdict {
  const isGuess = need.usageSource === 'title';
  if (need.usage === 'not_used_up' && !isGuess) return { usedUp: false, because: 'merchant' };
  if (need.daysPerUnit !== null && need.daysPerUnit > 0) return { usedUp: true, because: 'days-given' };
  if (need.usage === 'used_up') return { usedUp: true, because: 'merchant' };
  if (need.usage === 'not_used_up') return { usedUp: false, because: 'title' };
  if (!pool || pool.customers < USED_UP_CUSTOMERS) return { usedUp: false, because: 'too-few-customers' };
  return pool.buyAgainShare >= USED_UP_SHARE
    ? { usedUp: true, because: 'bought-again' }
    : { usedUp: false, because: 'rarely-bought-again' };
}

/** The same verdict in SQL, of a row `n` of the table need and its row `p` of need_pool, which may be missing. */
export const usedUpSql = `((n.usage <> 'not_used_up' OR n.usage_source = 'title') AND (coalesce(n.days_per_unit > 0, false)
  OR n.usage = 'used_up' OR (n.usage <> 'not_used_up'
    AND coalesce(p.customers >= ${USED_UP_CUSTOMERS} AND p.rebuy_share >= ${USED_UP_SHARE}, false))))`;

/** Of the same rows: too few customers bought it, and nobody said what it is. */
export const notYetKnownSql = `(n.usage NOT IN ('used_up', 'not_used_up') AND NOT coalesce(n.days_per_unit > 0, false)
  AND coalesce(p.customers, 0) < ${USED_UP_CUSTOMERS})`;
