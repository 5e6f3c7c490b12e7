import { DAY_MS, isoDay } from '~/base/lib/days';
import { minorDigits } from '~/base/lib/money';
import type { Reason } from '~/base/vocabulary/reasons';
import { warrantyPrice } from '~/base/vocabulary/setting-bounds';
import type { LineFacts, OrderFacts } from '~/insight/learning/customers/customer-insight';
import type { Candidate, KindFacts } from '~/outreach/kinds/facts';
import { isFollowUp, STEPS_APART_DAYS } from '~/outreach/kinds/is-follow-up';
import { messageKey } from '~/outreach/kinds/message-key';

const FIRST_DAYS_BEFORE = 30;
const SECOND_DAYS_BEFORE = 7;
/** So much sooner it may go with a mail that leaves anyway. */
const EARLY_DAYS = 3;

/**
 * A word 30 days before a warranty ends, and again 7 days before unless the first was answered. It runs from the day of
 * the order; a replacement starts it afresh. Gift cards, what was given back and 0 months have none.
 */
export function proposeWarrantyExpiry({ insight, settings, past }: KindFacts): Candidate[] {
  const orders = insight.orders.filter(
    ({ purpose, cancelledAt, isTest }) =>
      (purpose === 'purchase' || purpose === 'replacement') && cancelledAt === null && !isTest,
  );
  const replaced = replacedLines(orders);
  return orders.flatMap((order) =>
    order.lines.flatMap((line) => {
      const months = line.warrantyMonths ?? settings.warranty.defaultMonths;
      if (!months || line.isGiftCard || line.onSubscription) return [];
      if (replaced.has(line)) return [];
      return stepsOf(order, line, {
        months,
        settings,
        past,
        today: insight.today,
        price: priceOf(order, line, orders),
        currency: insight.shop.currency,
      });
    }),
  );
}

interface Terms {
  readonly months: number;
  readonly settings: KindFacts['settings'];
  readonly past: KindFacts['past'];
  readonly today: number;
  readonly price: bigint;
  readonly currency: string;
}

function stepsOf(order: OrderFacts, line: LineFacts, terms: Terms): Candidate[] {
  const endDay = monthsLater(order.day, terms.months);
  const firstKey = messageKey('warranty-expiry', line.anchorGid, 1);
  const refusal = refusalOf(line, terms);
  const first = terms.past.get(firstKey);
  const follows = isFollowUp({ past: first, day: endDay - FIRST_DAYS_BEFORE }, terms.today);
  const step = (number: 1 | 2): Candidate => {
    const daysBefore = number === 1 ? FIRST_DAYS_BEFORE : SECOND_DAYS_BEFORE;
    const usualDay = endDay - daysBefore;
    // A first word that went out late, or by a person's word, is not said again the next day.
    const sentDay = number === 2 ? (first?.sentDay ?? null) : null;
    const apartDay = sentDay === null ? usualDay - EARLY_DAYS : sentDay + STEPS_APART_DAYS;
    return {
      key: messageKey('warranty-expiry', line.anchorGid, number),
      kind: 'warranty-expiry',
      class: 'transactional',
      step: number,
      needId: line.needId,
      orderId: order.id,
      orderLineId: line.id,
      wantedDay: Math.max(usualDay, apartDay),
      earliestDay: Math.max(usualDay - EARLY_DAYS, apartDay),
      useful: { untilDay: number === 1 ? endDay - SECOND_DAYS_BEFORE - 1 : endDay },
      surety: 1,
      reason: {
        code: 'warranty-expiry',
        item: line.title,
        boughtOn: isoDay(order.day),
        months: terms.months,
        endsOn: isoDay(endDay),
        daysBefore,
        step: number === 2 && follows ? 2 : 1,
        restarted: order.purpose === 'replacement',
      },
      refusal,
      after: number === 1 ? null : { key: firstKey, days: STEPS_APART_DAYS },
    };
  };
  return first?.answered || first?.skippedByPerson ? [step(1)] : [step(1), step(2)];
}

function refusalOf(line: LineFacts, { price, settings, currency }: Terms): Reason | null {
  if (line.keptQuantity <= 0) {
    return line.returnedQuantity > line.refundedQuantity
      ? { code: 'returned', on: null }
      : { code: 'refunded', on: null };
  }
  const minimumMinor =
    settings.warranty.minimumUnitPriceMinor ?? warrantyPrice.usual * 10 ** minorDigits(currency);
  return price < BigInt(minimumMinor)
    ? { code: 'price-below', unitPriceMinor: Number(price), minimumMinor, currency }
    : null;
}

/**
 * Lines all of whose pieces were replaced later: the replacement's own warranty counts. One piece replaces one piece:
 * what was sent back for it first, then the oldest that the customer still has.
 */
function replacedLines(orders: readonly OrderFacts[]): ReadonlySet<LineFacts> {
  const earlier: { readonly line: LineFacts; sentBack: number; kept: number }[] = [];
  const replaced = new Set<LineFacts>();
  for (const order of orders) {
    for (const line of order.purpose === 'replacement' ? order.lines : []) {
      let pieces = line.keptQuantity;
      const same = earlier.filter((one) => isSameProduct(one.line, line));
      for (const part of ['sentBack', 'kept'] as const) {
        for (const one of same) {
          const taken = Math.min(pieces, one[part]);
          one[part] -= taken;
          pieces -= taken;
          if (taken > 0 && one.kept <= 0) replaced.add(one.line);
        }
      }
    }
    for (const line of order.lines) {
      const sentBack = Math.max(0, line.returnedQuantity - line.refundedQuantity);
      earlier.push({ line, sentBack, kept: Math.max(0, line.keptQuantity) });
    }
  }
  return replaced;
}

/** A replacement costs nothing; what the piece is worth says the order that it replaces. */
function priceOf(order: OrderFacts, line: LineFacts, orders: readonly OrderFacts[]): bigint {
  if (order.purpose !== 'replacement') return line.unitPriceMinor;
  let price = line.unitPriceMinor;
  for (const earlier of orders) {
    if (earlier.day > order.day || earlier.purpose !== 'purchase') continue;
    for (const other of earlier.lines) {
      if (isSameProduct(line, other) && other.unitPriceMinor > price) price = other.unitPriceMinor;
    }
  }
  return price;
}

function isSameProduct(a: LineFacts, b: LineFacts): boolean {
  return a.shopifyProductId !== null && a.shopifyProductId === b.shopifyProductId;
}

/**
 * The same day of the month, `months` later; the month's last day where there is no such day.
 *
 * @example isoDay(monthsLater(dayNumber('2024-02-29'), 24)) // '2026-02-28'
 */
export function monthsLater(day: number, months: number): number {
  const from = new Date(day * DAY_MS);
  const target = from.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(from.getUTCFullYear(), target + 1, 0)).getUTCDate();
  return Math.round(
    Date.UTC(from.getUTCFullYear(), target, Math.min(from.getUTCDate(), lastOfMonth)) / DAY_MS,
  );
}
