import { isoDay, localDay } from '~/base/lib/days';
import { isPublicHoliday } from '~/base/lib/office-days';
import type { ShopSettings } from '~/base/settings/shop-settings';
import type { Kind, MessageClass } from '~/base/vocabulary/kinds';
import { openDayRule } from '~/outreach/planning/gates';
import { nextOpenDay } from '~/outreach/planning/open-days';

/** The next day, in three days, in a week. */
const OFFERED = [1, 3, 7];
const MOST_HOLIDAYS = 14;

export interface MoveQuestion {
  readonly kind: Kind;
  readonly class: MessageClass;
  readonly dueAt: Date;
  /** Nothing is moved behind it; null: of many, each with its own. */
  readonly usefulUntil: Date | null;
  readonly now: Date;
  readonly customerCountry: string | null;
  readonly customerZone: string | null;
  readonly shop: {
    readonly countryCode: string | null;
    readonly timeZone: string;
    readonly settings: ShopSettings;
  };
}

/**
 * The days to which a message may be moved with one click, in the customer's calendar: only such on which it would
 * really go, while it is of use, and no public holiday, even where mail of its kind may leave on one.
 */
export function moveDays(question: MoveQuestion): string[] {
  const { shop, now } = question;
  const rule = openDayRule({ customer: { countryCode: question.customerCountry }, shop }, question);
  const zone = question.customerZone ?? shop.timeZone;
  const base = Math.max(localDay(question.dueAt, zone), localDay(now, zone));
  const days: number[] = [];
  for (const after of OFFERED) {
    let { day } = nextOpenDay(Math.max(base + after, (days.at(-1) ?? base) + 1), rule);
    for (let passed = 0; passed < MOST_HOLIDAYS && isPublicHoliday(day, rule.countryCode); passed++)
      day = nextOpenDay(day + 1, rule).day;
    days.push(day);
  }
  const last = question.usefulUntil ? localDay(question.usefulUntil, zone) : Number.POSITIVE_INFINITY;
  return days.filter((day) => day <= last).map(isoDay);
}

/** The same of many messages at once, from today on: days that are open to every kind at home. */
export function moveDaysOfAll(shop: MoveQuestion['shop'], now: Date): string[] {
  const most = { kind: 'thank-you', class: 'marketing' } as const;
  const nobody = { customerCountry: null, customerZone: null };
  return moveDays({ ...most, ...nobody, dueAt: now, usefulUntil: null, now, shop });
}
