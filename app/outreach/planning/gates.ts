import { isoDay, localDay } from '~/base/lib/days';
import type { Kind, MessageClass } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import { BREAKER, type SetUpGap } from '~/base/vocabulary/stop-causes';
import { isQuiet, slotAt } from '~/outreach/outbox/quiet-hours';
import { consentRefusal } from '~/outreach/planning/consent';
import { neverWrite } from '~/outreach/planning/eligibility';
import { capRefusal } from '~/outreach/planning/frequency-cap';
import type { GateFacts, GateMessage, Refusal, ShopStops } from '~/outreach/planning/gate-facts';
import { careHold, countryHold } from '~/outreach/planning/holds';
import { isOpenDay, nextOpenDay, type OpenDayRule } from '~/outreach/planning/open-days';

/** Marketing waits while our picture of the shop's orders is older than this. */
const RECONCILE_MINUTES = 15;
const LOOK_AGAIN_MINUTES = 5;
/** A plan that is owed is a matter of seconds. */
const TAKE_OVER_MINUTES = 1;

/**
 * The first thing that stands between a message and its customer at `facts.at`, or null. Used by the last look for each
 * message of a mail; pass the mail's class (the strictest of its messages, raised by its content).
 *
 * skip: not at all, ever. hold: not until something is over. moveTo: not before that instant.
 */
export function firstRefusal(facts: GateFacts, message: GateMessage): Refusal | null {
  const never = goneRefusal(facts) ?? customerRefusal(facts, message) ?? subjectRefusal(facts, message);
  if (never) return { skip: never };
  if (message.usefulUntil <= facts.at) {
    return { skip: { code: 'expired', usefulUntil: message.usefulUntil.toISOString() } };
  }
  const hold =
    shopHold(facts, message) ??
    countryHold(facts, message) ??
    (facts.letGoKeys.has(message.key) ? null : floodHold(facts, message, facts.at)) ??
    careHold(facts.customer.holds, message.class, facts);
  if (hold) return { hold };
  return waitRefusal(facts, message) ?? snoozeRefusal(facts, message) ?? timeRefusal(facts, message);
}

function goneRefusal({ shop, customer }: GateFacts): Reason | null {
  if (!shop.installed) return { code: 'shop-gone' };
  if (customer.gone) return { code: 'customer-gone', because: customer.gone };
  if (customer.holds.situation?.word === 'died') return { code: 'customer-gone', because: 'died' };
  return customer.hasAddress ? null : { code: 'no-address' };
}

/** Why this customer must not get a message of this kind and class, whatever it says. Planning asks this too. */
export function customerRefusal(
  facts: Pick<GateFacts, 'customer' | 'shop' | 'kinds' | 'at' | 'timeZone'>,
  message: { readonly kind: Kind; readonly class: MessageClass; readonly needId: bigint | null },
): Reason | null {
  const { customer, shop } = facts;
  if (!customer.hasAddress) return { code: 'no-address' };
  const { suppression } = customer;
  if (suppression && (suppression.scope === 'all' || message.class !== 'transactional')) {
    const since = isoDay(localDay(suppression.since, facts.timeZone));
    return { code: 'suppressed', because: suppression.reason, since };
  }
  const never = neverWrite({ ...customer, settings: shop.settings });
  if (never) return never;
  const consent = consentRefusal({
    class: message.class,
    state: customer.consent.state,
    countryCode: customer.countryCode,
    lastPurchaseAt: customer.lastPurchaseAt,
    softOptInSince: shop.settings.softOptInSince,
    shopTimeZone: shop.timeZone,
    at: facts.at,
  });
  if (consent) return consent;
  const off = customer.preferences.filter(
    ({ choice, kind, needId }) =>
      choice === 'off' &&
      (kind === message.kind || (kind === '*' && message.class !== 'transactional')) &&
      (needId === null || needId === message.needId),
  );
  if (off.length > 0) {
    if (off.every(({ byStaff }) => byStaff)) return { code: 'never-by-staff', kind: message.kind };
    const isOfItem = off.every(({ needId }) => needId !== null);
    return { code: 'preference-off', kind: message.kind, ...(isOfItem && { ofItem: true }) };
  }
  return (facts.kinds[message.kind]?.mode ?? 'off') === 'off' ? { code: 'kind-off' } : null;
}

/**
 * The world moved on since the message was planned: bought again, given back, cancelled, sold out. Who sends it now, before
 * its day, asks this first: a reminder that the last look leaves out has had its turn.
 */
export function subjectRefusal(facts: GateFacts, message: GateMessage): Reason | null {
  const order = message.orderId === null ? undefined : facts.orders[String(message.orderId)];
  if (order?.cancelledAt) return { code: 'cancelled-order', orderName: order.name };
  const line = message.orderLineId === null ? undefined : facts.orderLines[String(message.orderLineId)];
  if (line && line.currentQuantity <= 0) {
    return {
      code: 'refunded',
      on: line.refundedAt ? isoDay(localDay(line.refundedAt, facts.timeZone)) : null,
    };
  }
  if (message.kind === 'thank-you') {
    if (order?.onHold) return { code: 'order-on-hold', orderName: order.name };
    return order?.highRisk ? { code: 'high-risk-order', orderName: order.name } : null;
  }
  const need = message.needId === null ? undefined : facts.needs[String(message.needId)];
  if (message.kind !== 'running-low' || !need) return null;
  if (need.lastPurchasedAt && order && need.lastPurchasedAt > order.processedAt) {
    const on = isoDay(localDay(need.lastPurchasedAt, facts.timeZone));
    return { code: 'bought-again', on, item: need.item };
  }
  if (need.onSubscription) return { code: 'on-subscription' };
  if (need.travellingOrderName !== null) {
    return { code: 'supply-travelling', orderName: need.travellingOrderName };
  }
  return need.availableForSale ? null : { code: 'not-available', item: need.item };
}

/** Why nothing of this kind leaves the shop at present. Planning asks this too, and so does who offers to send at once. */
export function shopHold(
  { shop, kinds }: ShopStops,
  message: { readonly kind: Kind; readonly class: MessageClass },
): Reason | null {
  if (message.kind === 'recall') return null;
  if (shop.pausedAt) return { code: 'held-paused', by: shop.pausedBy ?? '', scope: 'shop' };
  const kind = kinds[message.kind];
  if (kind?.pausedAt) return { code: 'held-paused', by: kind.pausedBy ?? '', scope: 'kind' };
  // Spam reports stop what advertises, whatever its kind: a merchant's own words may have made it marketing.
  if (shop.marketingStoppedAt && message.class === 'marketing')
    return { code: 'held-paused', by: BREAKER, scope: 'kind' };
  const missing = missingSetUp(shop.settings.sender);
  return missing ? { code: 'held-not-set-up', missing } : null;
}

/** Who writes, and from where, must be said before anything is sent. */
export function missingSetUp(sender: { name: string; postalAddress: string }): SetUpGap | null {
  if (sender.name.trim() === '') return 'sender-name';
  return sender.postalAddress.trim() === '' ? 'postal-address' : null;
}

/**
 * Would a message of this kind, due at `dueAt`, be one too many for that day of the shop's? A day whose batch a person
 * let go is free; one that is held stays held; today's count is compared with the kind's limit. What was held once is
 * not asked about again: it stays held on any day, until a person lets it go.
 */
export function floodHold(
  { shop, kinds, at }: Pick<GateFacts, 'shop' | 'kinds' | 'at'>,
  message: { readonly kind: Kind },
  dueAt: Date,
): Reason | null {
  const kind = kinds[message.kind];
  if (!kind || message.kind === 'recall') return null;
  const day = isoDay(localDay(dueAt, shop.timeZone));
  if (kind.floodReleasedOn === day) return null;
  const tooMany = kind.sentToday > kind.floodLimit && day === isoDay(localDay(at, shop.timeZone));
  if (kind.floodHeldOn !== day && !tooMany) return null;
  return { code: 'held-flood', count: Math.max(kind.sentToday, kind.floodLimit), limit: kind.floodLimit };
}

/** What clears up by itself within minutes. */
function waitRefusal({ shop, customer, at }: GateFacts, message: GateMessage): Refusal | null {
  if (customer.isTakingOver && message.kind !== 'recall') {
    const moveTo = new Date(at.getTime() + TAKE_OVER_MINUTES * 60_000);
    return { moveTo, reason: { code: 'moved-for-merge', toAt: moveTo.toISOString() } };
  }
  if (message.class !== 'marketing') return null;
  const { reconciledThrough } = shop;
  if (reconciledThrough && at.getTime() - reconciledThrough.getTime() <= RECONCILE_MINUTES * 60_000)
    return null;
  return {
    moveTo: new Date(at.getTime() + LOOK_AGAIN_MINUTES * 60_000),
    reason: { code: 'held-not-reconciled', through: reconciledThrough?.toISOString() ?? null },
  };
}

function snoozeRefusal(facts: GateFacts, message: GateMessage): Refusal | null {
  const until = snoozedUntil(facts.customer.preferences, message);
  if (!until || until <= facts.at) return null;
  const day = localDay(until, facts.timeZone);
  const moveTo = slotAt(day, message.key, { timeZone: facts.timeZone, quiet: facts.shop.settings.quiet });
  const reason: Reason = { code: 'snoozed', until: isoDay(day) };
  return moveTo < message.usefulUntil ? { moveTo, reason } : { skip: reason };
}

/** The latest instant until which the customer asked for silence about this. */
export function snoozedUntil(
  preferences: GateFacts['customer']['preferences'],
  message: { readonly kind: Kind; readonly needId: bigint | null },
): Date | null {
  let latest: Date | null = null;
  for (const { choice, kind, needId, until } of preferences) {
    if (choice !== 'snoozed' || !until) continue;
    if (kind !== message.kind && kind !== '*') continue;
    if (needId !== null && needId !== message.needId) continue;
    if (!latest || until > latest) latest = until;
  }
  return latest;
}

/** Quiet hours, days off and caps; a person's "send now" passes all three, and so does a recall. */
function timeRefusal(facts: GateFacts, message: GateMessage): Refusal | null {
  if (message.kind === 'recall' || facts.sendNowKeys.has(message.key)) return null;
  const { at, today, timeZone, shop } = facts;
  const { quiet, caps } = shop.settings;
  const rule = openDayRule(facts, message);
  const others = facts.recentMails;
  const slot = (day: number) => slotAt(day, message.key, { timeZone, quiet });
  const refused = capRefusal(today, message.class, { others, caps });
  if (refused) {
    let day = nextOpenDay(today + 1, rule).day;
    while (capRefusal(day, message.class, { others, caps }) && day < today + 40)
      day = nextOpenDay(day + 1, rule).day;
    const [fromOn, toOn] = [isoDay(today), isoDay(day)];
    const reason: Reason =
      refused.code === 'cap'
        ? { code: 'moved-cap', limit: refused.limit, days: refused.days, fromOn, toOn }
        : { code: 'moved-class-gap', otherKind: refused.otherKind, fromOn, toOn };
    return { moveTo: slot(day), reason };
  }
  if (!isOpenDay(today, rule)) {
    const { day, reason } = nextOpenDay(today, rule);
    return reason ? { moveTo: slot(day), reason } : null;
  }
  if (!isQuiet(at, timeZone, quiet)) return null;
  // Before the day's slot: the same morning. After it: the next open day.
  const todays = slot(today);
  const moveTo = todays > at ? todays : slot(nextOpenDay(today + 1, rule).day);
  return {
    moveTo,
    reason: { code: 'moved-quiet-hours', fromAt: at.toISOString(), toAt: moveTo.toISOString() },
  };
}

/** Kinds whose mails invite an answer go out on days on which somebody reads it. */
const repliesInvited = new Set<Kind>(['thank-you', 'setup-check', 'check-in', 'feedback', 'missed-you']);
/** Trouble with an order knows no day of rest. */
const urgent = new Set<Kind>(['recall', 'late-order', 'delivery-check']);

export function openDayRule(
  facts: {
    readonly customer: Pick<GateFacts['customer'], 'countryCode'>;
    readonly shop: Pick<GateFacts['shop'], 'countryCode' | 'settings'>;
  },
  message: { readonly kind: Kind; readonly class: MessageClass },
): OpenDayRule {
  const { settings } = facts.shop;
  return {
    countryCode: facts.customer.countryCode ?? facts.shop.countryCode,
    settings: urgent.has(message.kind)
      ? { ...settings, quiet: { ...settings.quiet, sundaysOff: false } }
      : settings,
    ignoreClosedDays: urgent.has(message.kind),
    workingDays: repliesInvited.has(message.kind),
    campaignWeekdays: message.class === 'marketing' ? settings.campaignWeekdays : [],
  };
}
