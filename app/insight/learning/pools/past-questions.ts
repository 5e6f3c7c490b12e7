import { foldSwept, type SweepContext, type SweptRows } from '~/insight/learning/history/fold-swept';
import { FOLLOWED_DAYS, type PastQuestion } from '~/insight/learning/pools/score-forecasts';
import { customerHabits, type NeedPool, type ShopPool } from '~/insight/model/reorder';

/** What was known of the shop, and the quarter whose purchases are asked about: `from` and not yet `until`, day numbers. */
export interface Then {
  readonly context: SweepContext;
  readonly from: number;
  readonly until: number;
  /** Usual days from order to door. */
  readonly transitDays: number;
  readonly shop: ShopPool;
  readonly pools: ReadonlyMap<bigint, NeedPool>;
  /** Only these are asked about: of what is not used up nobody is ever reminded. */
  readonly usedUp: ReadonlySet<bigint>;
}

/**
 * Each purchase of the quarter as learning would have put it to the model that evening: with the customer's other needs
 * (their pace, their basket) and without anything that came later. The answer beside it are the days as they really
 * were, with those that the shop had nothing to sell or that something else served.
 *
 * Of today are the time that parcels take, which variants serve a need, which needs are used up, and substitutes: they keep
 * no past. Neither does the merchant's word on days of supply, which would answer with what was learnt since; so it is left
 * out. Purchases that came back whole later are not asked about.
 */
export function pastQuestions(customer: SweptRows, then: Then): PastQuestion[] {
  const { context, from, until, shop, pools, transitDays, usedUp } = then;
  const truth = foldSwept(customer, context, Number.POSITIVE_INFINITY);
  return truth.orderDays.flatMap((day) => {
    if (day < from || day >= until) return [];
    const known = foldSwept(customer, context, day);
    const histories = known.needs.map(({ needId, purchases }) => ({
      needId,
      purchases,
      need: pools.get(needId) ?? null,
      prior: null,
    }));
    const habits = customerHabits(histories, shop);
    const rhythm = { orderDays: known.orderDays, ...habits.on(day) };
    return histories
      .filter(({ needId, purchases }) => usedUp.has(needId) && purchases.at(-1)?.day === day)
      .map(({ needId, purchases, need, prior }) => {
        const bought = truth.needs.find((one) => one.needId === needId)?.purchases ?? [];
        const gap = (bought.find((one) => one.day > day)?.day ?? Number.POSITIVE_INFINITY) - day;
        return {
          customer: String(customer.customerId),
          input: { purchases, rhythm, need, shop, prior },
          transitDays,
          gapDays: gap <= FOLLOWED_DAYS ? gap : null,
        };
      });
  });
}
