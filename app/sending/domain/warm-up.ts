import { isoDay } from '~/base/lib/days';
import type { ReasonOf } from '~/base/vocabulary/reasons';
import { slotAt } from '~/outreach/outbox/quiet-hours';
import type { GateFacts, GateMessage } from '~/outreach/planning/gate-facts';
import { openDayRule } from '~/outreach/planning/gates';
import { nextOpenDay } from '~/outreach/planning/open-days';

/** How much a new domain may send on one day, and how much of that stands before the mail in question. */
export interface WarmUp {
  readonly limit: number;
  readonly taken: number;
}

const FIRST_DAY = 20;
const DOUBLES_EVERY_DAYS = 2;
/** From so much a day on a domain is no stranger any more. */
const KNOWN_AT = 10_000;

/**
 * Mails a day of a domain that receivers do not know yet: twenty, doubled every second day. Null once it is known.
 *
 * @param days since the day of its first mail
 * @example [0, 1, 2, 4].map(warmUpLimit) // [20, 20, 40, 80]
 */
export function warmUpLimit(days: number): number | null {
  const limit = FIRST_DAY * 2 ** Math.floor(Math.max(0, days) / DOUBLES_EVERY_DAYS);
  return limit >= KNOWN_AT ? null : limit;
}

/** The first day on which nothing is held back, counted like `days` above. */
export const WARM_UP_DAYS = DOUBLES_EVERY_DAYS * Math.ceil(Math.log2(KNOWN_AT / FIRST_DAY));

/** What cannot wait a day, whatever receivers think of the domain. */
const urgent: ReadonlySet<string> = new Set(['recall', 'late-order', 'delivery-check']);

/** Over the day's share of a new domain: the next open day. A person's "send now" passes. */
export function warmUpRefusal(
  facts: GateFacts,
  message: GateMessage,
  warmUp: WarmUp | null,
): { readonly moveTo: Date; readonly reason: ReasonOf<'moved-warm-up'> } | null {
  if (!warmUp || warmUp.taken < warmUp.limit) return null;
  if (urgent.has(message.kind) || facts.sendNowKeys.has(message.key)) return null;
  const { today, timeZone } = facts;
  const { day } = nextOpenDay(today + 1, openDayRule(facts, message));
  const { limit } = warmUp;
  return {
    moveTo: slotAt(day, message.key, { timeZone, quiet: facts.shop.settings.quiet }),
    reason: { code: 'moved-warm-up', limit, fromOn: isoDay(today), toOn: isoDay(day) },
  };
}
