import { addDays, dayNumber, instantAt } from '~/base/lib/days';
import type { ShopSettings } from '~/base/settings/shop-settings';
import type { ConsentState } from '~/base/vocabulary/customers';
import type { MessageClass } from '~/base/vocabulary/kinds';
import type { ReasonOf } from '~/base/vocabulary/reasons';

/** Where the rules of the ePrivacy directive hold: the EU, the EEA, the United Kingdom and Switzerland. */
const strictCountries = new Set(
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
    ' ',
  ),
);

/** Canada's implied consent (CASL) ends 24 months after a purchase. */
const CANADA_IMPLIED_DAYS = 730;

export interface ConsentQuestion {
  readonly class: MessageClass;
  readonly state: ConsentState;
  /** ISO 3166 country of the customer, or null when nobody knows. */
  readonly countryCode: string | null;
  readonly lastPurchaseAt: Date | null;
  readonly softOptInSince: ShopSettings['softOptInSince'];
  /** The zone of the merchant's calendar, in which they named that day. */
  readonly shopTimeZone: string;
  readonly at: Date;
}

/**
 * May this customer be written to in this class? Null: yes.
 *
 * transactional asks for nothing. SUBSCRIBED opens all; a word against us (UNSUBSCRIBED, REDACTED, INVALID) closes all
 * but transactional. In between the country decides: relationship is open in the US, in Canada for 24 months after a
 * purchase, elsewhere only with an attested soft opt-in; marketing only with the latter. A country that we do not know
 * is treated like the strictest.
 */
export function consentRefusal(question: ConsentQuestion): ReasonOf<'no-consent'> | null {
  if (question.class === 'transactional' || question.state === 'SUBSCRIBED') return null;
  const refused: ReasonOf<'no-consent'> = {
    code: 'no-consent',
    state: question.state,
    country: question.countryCode,
    class: question.class,
  };
  if (question.state !== 'NOT_SUBSCRIBED') return refused;
  if (hasSoftOptIn(question)) return null;
  if (question.class === 'marketing' || question.countryCode === null) return refused;
  if (strictCountries.has(question.countryCode)) return refused;
  if (question.countryCode === 'US') return null;
  if (question.countryCode === 'CA') {
    const { lastPurchaseAt } = question;
    return lastPurchaseAt && !hasEndedInCanada(lastPurchaseAt, question.at) ? null : refused;
  }
  return refused;
}

function hasEndedInCanada(lastPurchaseAt: Date, at: Date): boolean {
  return addDays(lastPurchaseAt, CANADA_IMPLIED_DAYS) <= at;
}

/** The merchant attested for this country that the checkout says so, and the customer bought since. */
function hasSoftOptIn({ countryCode, lastPurchaseAt, softOptInSince, ...where }: ConsentQuestion): boolean {
  const since = countryCode ? softOptInSince[countryCode] : undefined;
  if (!countryCode || !since || !lastPurchaseAt) return false;
  return lastPurchaseAt >= softOptInFrom({ countryCode, since, ...where });
}

/**
 * The first instant at which a purchase is one that a soft opt-in covers: where the day `since` begins that the merchant
 * named, in the shop's own zone. What the checkout says makes consent implied, not express: in Canada it ends all the same.
 */
export function softOptInFrom({
  countryCode,
  since,
  shopTimeZone,
  at,
}: Pick<ConsentQuestion, 'shopTimeZone' | 'at'> & {
  readonly countryCode: string;
  readonly since: string;
}): Date {
  const named = instantAt({ day: dayNumber(since), minuteOfDay: 0 }, shopTimeZone);
  if (countryCode !== 'CA') return named;
  const notEnded = addDays(at, -CANADA_IMPLIED_DAYS).getTime() + 1;
  return new Date(Math.max(named.getTime(), notEnded));
}
