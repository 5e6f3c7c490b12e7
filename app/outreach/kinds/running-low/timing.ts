import { isoDay } from '~/base/lib/days';
import { isKnownDelivery } from '~/base/vocabulary/orders';
import type { Reason, ReasonOf } from '~/base/vocabulary/reasons';
import type { LastPurchase, NeedInsight } from '~/insight/learning/customers/customer-insight';
import { reminderDay } from '~/insight/learning/customers/reminder-day';
import {
  daysLasted,
  type ReorderForecast,
  reorderProbabilityBetween,
  reorderQuantileDays,
} from '~/insight/model/reorder';
import type { Candidate, KindFacts } from '~/outreach/kinds/facts';
import { isFollowUp, STEPS_APART_DAYS } from '~/outreach/kinds/is-follow-up';
import { messageKey } from '~/outreach/kinds/message-key';

/** Supply and availability change from day to day: they speak only when the message is near. */
export const NEAR_DAYS = 7;
const USEFUL_AFTER_P75_DAYS = 7;

/**
 * Two reminders a purchase at most: before it runs out, and at the 75th percentile or on the day that the customer asked
 * for. Then silence until the next one: an answer to the second moves the forecast, and the first, left out before, would
 * otherwise find a day ahead again. The answer page promises this silence.
 */
export function proposeRunningLow({ insight, settings, past }: KindFacts): Candidate[] {
  return insight.needs.flatMap((need) => {
    const { last, forecast } = need;
    if (!last || !forecast || !need.usage.usedUp) return [];
    const secondKey = messageKey('running-low', last.anchorGid, 2);
    if (past.get(secondKey)?.sentDay != null) return [];
    const times = reminderTimes(need, last, forecast);
    const instead = boughtInstead(last, need.need.substituteNeedId, insight);
    const refusalOn = (wantedDay: number, surety: number) =>
      instead ?? refusalOf(need, { ...times, wantedDay, surety }, settings, insight.today);
    const base = {
      kind: 'running-low',
      class: 'marketing',
      needId: need.need.id,
      orderId: last.orderId,
      orderLineId: last.orderLineId,
      earliestDay: times.earliestDay,
      useful: { untilDay: times.usefulUntilDay },
    } as const;
    const firstKey = messageKey('running-low', last.anchorGid, 1);
    const firstSurety = suretyOf(forecast, times.firstDay - need.anchorDay);
    const first: Candidate = {
      ...base,
      key: firstKey,
      step: 1,
      wantedDay: times.firstDay,
      surety: firstSurety,
      reason: reasonOf(need, last, { forecast, probability: firstSurety, step: 1 }),
      refusal: refusalOn(times.firstDay, firstSurety),
      after: null,
    };
    const before = past.get(firstKey);
    // What a person wants sent now is still proposed when the forecast has moved away from it.
    const isSecondWanted = past.get(secondKey)?.sentNowByPerson ?? false;
    const ended = first.refusal !== null && before?.sentDay == null && !isSecondWanted;
    if (ended || before?.skippedByPerson || before?.answered || before?.state === 'failed') return [first];

    const earliest = before?.sentDay == null ? times.firstDay : before.sentDay;
    // Who said "ask me again in 14 days" is asked on that day, on which the day of writing then falls.
    const askedFor = need.snoozedUntilDay === null ? times.secondDay : times.firstDay;
    const secondDay = Math.max(askedFor, earliest + STEPS_APART_DAYS);
    if (secondDay > times.usefulUntilDay && !isSecondWanted) return [first];
    const surety = suretyOf(forecast, secondDay - need.anchorDay);
    const follows = isFollowUp({ past: before, day: times.firstDay }, insight.today);
    const second: Candidate = {
      ...base,
      key: secondKey,
      step: 2,
      wantedDay: secondDay,
      surety,
      reason: {
        ...reasonOf(need, last, { forecast, probability: surety, step: follows ? 2 : 1 }),
        ...(!follows && need.snoozedUntilDay === null && { firstLeftOut: true as const }),
      },
      refusal: refusalOn(secondDay, surety),
      after: { key: firstKey, days: STEPS_APART_DAYS },
    };
    return [first, second];
  });
}

/** What the merchant named as a substitute was bought since: there is supply, of another name. */
function boughtInstead(
  last: LastPurchase,
  substituteNeedId: bigint | null,
  { needs, orders }: KindFacts['insight'],
): ReasonOf<'bought-instead'> | null {
  if (substituteNeedId === null) return null;
  const other = needs.find(({ need }) => need.id === substituteNeedId)?.last;
  if (!other) return null;
  const at = ({ orderId }: LastPurchase) =>
    orders.find(({ id }) => id === orderId)?.processedAt.getTime() ?? 0;
  const isLater = other.day === last.day ? at(other) > at(last) : other.day > last.day;
  return isLater ? { code: 'bought-instead', on: isoDay(other.day), item: other.title } : null;
}

interface ReminderTimes {
  readonly medianDays: number;
  readonly firstDay: number;
  readonly secondDay: number;
  readonly earliestDay: number;
  readonly usefulUntilDay: number;
}

function reminderTimes(
  need: Pick<NeedInsight, 'anchorDay' | 'transitDays' | 'snoozedUntilDay' | 'answer'>,
  last: Pick<LastPurchase, 'day' | 'delivery'>,
  forecast: ReorderForecast,
): ReminderTimes {
  const { medianDays, day: firstDay, earliestDay } = reminderDay(need, last, forecast);
  const p75Day = need.anchorDay + Math.round(reorderQuantileDays(forecast, 0.75));
  return {
    medianDays,
    firstDay,
    secondDay: Math.max(p75Day, earliestDay),
    earliestDay,
    usefulUntilDay: Math.max(p75Day + USEFUL_AFTER_P75_DAYS, firstDay + 3),
  };
}

/** P(the reorder falls into the days for which a mail of that day is meant | none before), two digits. */
function suretyOf(forecast: ReorderForecast, days: number): number {
  const until = Math.max(Math.floor(days / 0.7), days + 3);
  return Math.round(reorderProbabilityBetween(forecast, days - 1, until) * 100) / 100;
}

function refusalOf(
  need: NeedInsight,
  { medianDays, wantedDay, surety }: { medianDays: number; wantedDay: number; surety: number },
  { runningLow }: KindFacts['settings'],
  today: number,
): Reason | null {
  if (need.onSubscription) return { code: 'on-subscription' };
  if (medianDays < runningLow.minimumCycleDays) {
    return { code: 'cycle-too-short', days: Math.round(medianDays), minimum: runningLow.minimumCycleDays };
  }
  if (surety < runningLow.minimumProbability) {
    return { code: 'unlikely', probability: surety, minimum: runningLow.minimumProbability };
  }
  if (wantedDay > today + NEAR_DAYS) return null;
  if (need.travelling) return { code: 'supply-travelling', orderName: need.travelling.orderName };
  return need.availableForSale ? null : { code: 'not-available', item: need.need.title };
}

function reasonOf(
  need: NeedInsight,
  last: LastPurchase,
  { forecast, probability, step }: { forecast: ReorderForecast; probability: number; step: number },
): ReasonOf<'running-low'> {
  const [gapFromDays, gapToDays] = usualGaps(need);
  const on = (p: number) => isoDay(need.anchorDay + Math.round(reorderQuantileDays(forecast, p)));
  return {
    code: 'running-low',
    item: last.title,
    ownGaps: forecast.ownGaps,
    ownWeight: Math.round(need.ownWeight * 100) / 100,
    otherCustomers: need.otherBuyers,
    gapFromDays,
    gapToDays,
    lastOn: isoDay(last.delivery?.day ?? last.day),
    lastQuantity: last.items,
    lastWas: last.delivery ? (isKnownDelivery(last.delivery.source) ? 'delivered' : 'expected') : 'ordered',
    runOutOn: on(0.5),
    runOutFromOn: on(0.1),
    runOutToOn: on(0.9),
    probability,
    step,
  };
}

/**
 * The days that this customer's own purchases lasted, from a usual short time to a usual long one: the middle half from
 * four gaps on. Without own gaps, the middle half of all customers' of this need; without those, nothing.
 */
function usualGaps({ purchases, pool }: NeedInsight): [number | null, number | null] {
  const gaps: number[] = [];
  for (let i = 1; i < purchases.length; i++) {
    const [before, after] = [purchases[i - 1], purchases[i]];
    if (before && after) gaps.push(daysLasted(before, after));
  }
  gaps.sort((a, b) => a - b);
  if (gaps.length === 0) {
    return pool && pool.finishedGaps > 0
      ? [Math.round(pool.p25Days), Math.round(pool.p75Days)]
      : [null, null];
  }
  const trim = gaps.length >= 4 ? Math.floor(gaps.length / 4) : 0;
  return [gaps[trim] ?? null, gaps[gaps.length - 1 - trim] ?? null];
}
